/// An exercise that is about to be begun: its place in a course, and what it is called.
package struct ExerciseDraft {
    private let name: NumberedName
    private let module: Int
    /// The lesson that leads to it; nil in a course without any.
    package let after: String?

    /// - Parameters:
    ///   - word: An id such as `outbox`, or one with its number, such as `11-outbox`.
    ///   - module: A module's number; nil for the last one.
    package init(
        _ word: String, module number: Int?, in names: CourseNames
    ) throws(AuthoringError) {
        module = try names.module(number)?.name.number ?? 1
        name = try NumberedName(typed: word, beside: names.exercises)
        try names.checkUnused(name.id)
        if let plan = names.plannedLesson(name.id) { throw .plannedID(plan) }
        after = names.lastLesson(upTo: module) ?? names.planned.first?.id
    }

    package var id: String { name.id }

    /// `11`
    package var numeral: String { NumberedName.numeral(name.number) }

    /// The protocol that a solution conforms to.
    package var contract: String { Exercise.contract(of: name.id) }

    /// From the course's folder.
    package var folder: String { "Exercises/\(name.text)" }

    /// Where its right and wrong solutions go, from the course's folder.
    package var catalogue: String { "Tests/Catalogue/\(name.text)" }

    /// All files of an exercise, each saying what it is for, and a catalogue without solutions.
    package var skeleton: Skeleton {
        var files = [
            "exercise.yml": description, "README.md": statement,
            "Starter.swift": solution(
                saying: "Say what it does, and when it is right. It compiles, and fails kindly."),
            "Model.swift": solution(saying: "Keeps every promise, as simply as that can be done."),
            "Model.md": Self.commentary,
        ]
        files = Dictionary(uniqueKeysWithValues: files.map { ("\(folder)/\($0)", $1) })
        // Git keeps no empty folders.
        for kind in ["correct", "wrong"] { files["\(catalogue)/\(kind)/.gitkeep"] = "" }
        return Skeleton(pieces: [folder, catalogue], files: files)
    }

    /// A name of its own, as a solution can't be called like the contract.
    private var type: String { "\(contract)Solution" }

    private var description: String {
        """
        id: \(name.id)
        title: \(name.title)
        module: \(module)
        # The lesson before it.
        after: \(after ?? "the-lesson-before")
        # What a solution is called, such as Billing.
        type: \(type)
        minutes: 20
        difficulty: medium
        hints:
          - The first hint is a question that leads to the right place.
          - The last one is nearly the answer.

        """
    }

    private var statement: String {
        """
        # \(name.title)

        Tell the story: who needs this program, and what has gone wrong without it. Two short \
        paragraphs are enough.

        ## What you write

        `\(type)` reads `orders` for ever. Say what else `run` is given, and what each call does:

        - `orders.poll()` hands out the next records.
        - `orders.commit(record)` says "done up to and including this record".

        ## What is promised

        - **One promise in a sentence.** Then what it means, where that is not clear.

        Say when the promises must hold, such as one hour after the last trouble.

        ## What may go wrong

        - The process **crashes** at any call: before it took effect, or after. It is started again.

        Name all that the suite lets happen. Never say what else is in the suite.

        ## Swift you need here

        - Three lines at most: what a solution needs and no earlier exercise has shown.

        """
    }

    private func solution(saying sentence: String) -> String {
        """
        import Eventlings

        /// \(sentence)
        struct \(type): \(contract) {
            mutating func run(orders: Consumer) async throws {
                try await orders.subscribe(to: ["orders"])
                while true {
                    for record in try await orders.poll() {
                        try await orders.commit(record)
                    }
                }
            }
        }

        """
    }

    private static let commentary = """
        # The idea in a few words

        Say why the model is right. Begin with what can happen between two of its lines.

        ## Other designs that pass

        - **A name for it.** What it does in another way, and what one pays for that.

        ## What it costs

        Say what the model costs: calls, time, work that is done twice after a crash.

        ## In the interview

        *"A question that one is asked there."*

        "The answer, in a few sentences."

        """
}

extension CourseNames {
    /// The last lesson of the modules up to this one, or else the first of all.
    fileprivate func lastLesson(upTo module: Int) -> String? {
        let lessons = modules.map { module in
            (module.name.number, module.lessons.sorted { $0.number < $1.number })
        }
        return lessons.last { $0.0 <= module && !$0.1.isEmpty }?.1.last?.id
            ?? lessons.first { !$0.1.isEmpty }?.1.first?.id
    }
}
