extension Advice {
    static let rules = isolation + contract + unknownNames + effects + values + shape

    private static let isolation = [
        Rule(
            error: ["cannot be sent from caller of protocol requirement", "actor-isolated"],
            advice: "An actor can't be the solution: it would have to take the consumer out of the "
                + "task that owns it. Make it a `struct` with `mutating` functions, or a "
                + "`final class`."),
        Rule(
            error: ["crosses into main actor-isolated code"],
            advice: "Take `@MainActor` off `$1`: a solution runs in the task that calls it, on no "
                + "actor."),
        Rule(
            error: ["crosses into actor-isolated code"],
            advice: "An actor can't be the solution; make `$1` a `struct` or a `final class`."),
        Rule(
            error: ["escaping closure captures mutating 'self'"],
            advice: "A task, or a closure that is kept, can't hold a struct's `self`: use a local "
                + "variable of `run` instead, and let a task return what it has found."),
        Rule(
            error: ["mutable capture of 'inout' parameter 'self'"],
            advice:
                "A struct's `self` can't be changed from another task: let the task return what "
                + "it found, and change `self` after awaiting it."),
        Rule(
            error: ["passing closure as a 'sending' parameter"], note: "closure captures 'self'",
            advice: "The task takes all of `self` with it: put the parts it needs into a `let` "
                + "before the closure, and use those inside."),
        Rule(
            error: ["passing closure as a 'sending' parameter"], note: "closure captures '",
            advice: "`$2` would be used by two tasks at once. A consumer belongs to one task: poll "
                + "and commit in `run` itself. What several tasks change belongs into an actor; or "
                + "let each return its result."),
        Rule(
            error: ["passing closure as a 'sending' parameter"],
            advice: "A consumer belongs to one task, as Kafka's belongs to one thread: poll and "
                + "commit in `run` itself, and give other tasks only records and collaborators."),
        Rule(
            error: ["sending value of non-Sendable type", "risks causing data races"],
            advice: "Two tasks would share a `var`, or the consumer: give the closure copies "
                + "(`let`), and let it return its result."),
        Rule(
            error: ["sending '", "risks causing data races"],
            advice:
                "`$1` belongs to one task, as Kafka's consumer belongs to one thread: use it in "
                + "`run` itself, and give other tasks only records and collaborators."),
        Rule(
            error: ["of captured var", "in concurrently-executing code"],
            advice: "Tasks can't share the `var` `$1`: let each return its result, and put the "
                + "results together where you await them."),
        Rule(
            error: [
                "is not concurrency-safe because it is nonisolated global shared mutable state"
            ],
            advice: "Make `$1` a property of the solution: a global `var` is shared by every task, "
                + "and is lost in a crash like any other memory."),
    ]

    private static let contract = [
        Rule(
            error: ["can only be satisfied by a 'required' initializer"],
            advice: "Write `final class $3`: then a plain `init()` is enough."),
        Rule(
            error: ["does not conform to protocol"], note: "protocol requires initializer 'init()'",
            advice: "Each start of the process makes a new `$1` with `init()`: give every stored "
                + "property a value where it is declared."),
        Rule(
            error: ["does not conform to protocol"], note: "protocol requires function",
            advice:
                "The name, the labels and the types must be exactly the contract's: compare with "
                + "what `task` shows, or with the starter (`diff`, `restore`)."),
        Rule(
            error: ["class", "has no initializers"],
            advice: "Give every stored property of `$1` a value where it is declared."),
        Rule(
            error: ["'mutating' is not valid on instance methods in classes"],
            advice: "Drop `mutating`: it is for structs, and a class's functions may change its "
                + "properties without it."),
    ]

    private static let unknownNames = [
        Rule(
            error: ["cannot find", "in scope"], about: foundationNames,
            advice: "`$1` is part of Foundation: add `import Foundation` at the top of the file."),
        Rule(
            error: ["cannot find", "in scope"], about: collaborators,
            advice: "`$1` comes with the exercises: add `import Eventlings` at the top of the file."
        ),
        Rule(
            error: ["cannot find", "in scope"],
            advice: "Nothing here is called `$1`: check the spelling, or declare it first."),
        Rule(
            error: ["has no member"],
            advice: "`$1` has no `$2`: check the spelling; `task` lists what it offers."),
        Rule(
            error: ["no such module"],
            advice:
                "A solution can import Eventlings, Foundation and the standard library's modules; "
                + "`$1` is not there."),
    ]

    private static let foundationNames = [
        "Data", "Date", "DateFormatter", "Decimal", "ISO8601DateFormatter", "JSONDecoder",
        "JSONEncoder", "JSONSerialization", "Locale", "NSLock", "TimeInterval", "UUID",
    ]
    private static let collaborators = [
        "Cluster", "Consumer", "ConsumerRecord", "Database", "Event", "Mailer", "Money",
        "PaymentGateway", "Producer", "ProducerRecord", "TopicPartition",
    ]
}
