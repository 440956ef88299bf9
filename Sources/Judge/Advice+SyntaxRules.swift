extension Advice {
    static let effects = [
        Rule(
            error: ["call can throw but is not marked with 'try'"],
            note: "is not marked with 'await'",
            advice: "The call waits, and can fail: write `try await` before it."),
        Rule(
            error: ["can throw but", "is not marked with 'try'"],
            advice: "The call can fail: write `try` before it (before `await`, where both are "
                + "needed)."),
        Rule(
            error: ["is 'async' but is not marked with 'await'"],
            advice:
                "The call waits for an answer: write `await` before it (`try await`, where it can "
                + "fail too)."),
        Rule(
            error: ["'async' call in a function that does not support concurrency"],
            advice: "Mark the function around the call `async`, and call that one with `await`."),
        Rule(
            error: ["'async' call in an autoclosure"],
            advice: "Await the value into a `let` on a line of its own, then use it here."),
        Rule(
            error: ["to parameter expecting synchronous function type"],
            advice:
                "`forEach`, `map` and their like can't wait: use a `for` loop, and await inside "
                + "it."),
        Rule(
            error: ["'sleep' is unavailable from asynchronous contexts"],
            advice: "It holds up the thread on which all others run too: wait with "
                + "`try await Task.sleep(for: .seconds(1))`."),
        Rule(
            error: ["invalid conversion from 'async' function"],
            advice: "This closure may not wait: await before it, or do the work in a `for` loop."),
        Rule(
            error: ["invalid conversion from throwing function"],
            advice: "This closure may not throw: catch the error inside it, or do the work in a "
                + "`for` loop."),
        Rule(
            error: ["not handled because the enclosing catch is not exhaustive"],
            advice: "Add a last `catch { … }` for every other error, or mark the function `throws`."
        ),
        Rule(
            error: ["errors thrown from here are not handled"],
            advice: "Mark the function around the call `throws`, or wrap the call in `do` and "
                + "`catch`."),
    ]

    static let values = [
        Rule(
            error: ["cannot convert value of type 'Int'", "'TopicPartition'"],
            advice: "A partition is named together with its topic: `record.topicPartition`, or "
                + "`TopicPartition(\"orders\", 0)`."),
        Rule(
            error: ["'self' is immutable"],
            advice: "A struct's function that changes a property is declared `mutating func`; the "
                + "contract allows it."),
        Rule(
            error: ["is a 'let' constant"],
            advice: "A `let` never changes: declare it with `var` if it must."),
        Rule(
            error: ["must be unwrapped to a value of type"],
            advice:
                "There may be no value: take it with `if let` or `guard let`, or say what holds "
                + "without it (`?? …`)."),
        Rule(
            error: ["missing argument for parameter"],
            advice:
                "The labels are part of a function's name: `task` shows the whole call."),
        Rule(
            error: ["argument label"],
            advice:
                "The labels are part of a function's name: `task` shows the whole call."),
        Rule(
            error: ["in reasonable time"],
            advice: "Split the expression: put its parts into `let`s with their types written down."
        ),
        Rule(
            error: ["failed to produce diagnostic for expression"],
            advice:
                "The compiler can't say what is wrong here: split the expression into `let`s with "
                + "their types written down, until it can."),
    ]

    static let shape = [
        Rule(
            error: ["are not allowed at the top level"],
            advice: "Outside of functions there are only declarations: move the code into the "
                + "solution's function."),
        Rule(
            error: ["expected '}'"],
            advice: "A `{` is not closed: the note in the compiler's text points at it."),
        Rule(
            error: ["extraneous '}' at top level"],
            advice: "There is one `}` too many: count from the top."),
    ]
}
