/// A lesson that is about to be begun: its place in a course, and what it is called.
package struct LessonDraft {
    private let module: NumberedName
    private let folder: String
    private let name: NumberedName
    /// The line of the plan that names it, whose title it takes.
    package let plan: PlannedLesson?

    /// - Parameters:
    ///   - word: An id such as `outbox`, or one with its number, such as `03-outbox`.
    ///   - module: A module's number; nil for the last one.
    package init(
        _ word: String, module number: Int?, in names: CourseNames
    ) throws(AuthoringError) {
        let present = try names.module(number)
        module = present?.name ?? NumberedName(number: 1, id: "lessons")
        folder = present?.folder ?? module.text
        let neighbours = names.modules.filter { [module] in $0.name.number == module.number }
        name = try NumberedName(typed: word, beside: neighbours.flatMap(\.lessons))
        try names.checkUnused(name.id)
        plan = names.plannedLesson(name.id)
    }

    package var id: String { name.id }

    /// `4.1`
    package var numeral: String { "\(module.number).\(name.number)" }

    /// From the course's folder.
    package var path: String { "Lessons/\(folder)/\(name.text).md" }

    /// Plays as it is, and says of each part what it is for.
    package var skeleton: Skeleton {
        Skeleton(pieces: [path], files: [path: frontMatter + Self.body])
    }

    private var frontMatter: String {
        """
        ---
        id: \(name.id)
        title: \(YAMLFile.literal(plan?.title ?? name.title))
        minutes: 5
        objectives:
          - Say in one line what the reader can do afterwards
        prerequisites: []
        ---

        """
    }

    private static let body = """
        ## The first idea

        Write one idea here, in short sentences. All of this is an example: put your own in its \
        place. What a run shows is real output, so paste none.

        ```run
        topic create orders
        produce orders --key order-1 placed
        ```

        Let the reader guess before you explain. Nothing marks the right answer: `ask` computes it \
        from the next run.

        ```predict
        One more event comes. How many records does `orders` hold then?

        choice: 1 | One. The new record takes the place of the old one.
        choice: 2 | Two.
        ask: records(orders)
        why: Say here why it is so, in a sentence or two.
        ```

        ```run
        produce orders --key order-1 paid
        read orders
        ```

        ## Your turn

        Say what the reader needs for the task, and no more. The checks look at the broker, never \
        at what was typed.

        ```try
        Send a third event of `order-1`.

        check: keyed(orders, order-1) == 3
        hint: The first hint is gentle.
        hint: The last one is nearly the answer: `produce` takes a key with `--key`.
        answer: produce orders --key order-1 shipped
        wrong:
          produce orders --key order-2 shipped
        ```

        ```quiz
        What should the reader remember?

        wrong: What many people think. | Why it is not so.
        right: The right answer. | Why it is so.
        wrong: What others think. | Why that is not so either.
        ```

        > In the interview: "Say the idea in a sentence or two, as one would there."

        """
}
