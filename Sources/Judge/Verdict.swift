/// What grading one file came to, as `--json` prints it.
package struct Verdict: Hashable, Sendable {
    package enum Kind: String, Codable, Sendable {
        case passed
        case failed
        case compileError = "compile-error"
        case refused
        case crashed
        case timedOut = "timed-out"
        case endedEarly = "ended-early"
        case stateLeak = "state-leak"
    }

    /// How much was covered.
    package struct Explored: Codable, Hashable, Sendable {
        /// Every schedule with up to that many deviations was played, unless a failure ended it.
        package var bound: Int
        package var schedules: Int
        package var randomSchedules: Int
        /// Schedules played with 0, 1, 2 … deviations.
        package var levels: [Int]
        /// Choice points met in the worlds without deviations, by the kind of call.
        package var choicePoints: [String: Int]

        package init(
            bound: Int, schedules: Int, randomSchedules: Int = 0, levels: [Int],
            choicePoints: [String: Int]
        ) {
            self.bound = bound
            self.schedules = schedules
            self.randomSchedules = randomSchedules
            self.levels = levels
            self.choicePoints = choicePoints
        }
    }

    /// A promise, and whether it held in the run that is shown.
    package struct Invariant: Codable, Hashable, Sendable {
        package var id: String
        package var title: String
        package var holds: Bool

        package init(id: String, title: String, holds: Bool) {
            self.id = id
            self.title = title
            self.holds = holds
        }
    }

    /// The misconception behind a failure, and the question that leads out of it.
    package struct Diagnosis: Codable, Hashable, Sendable {
        package var id: String
        package var title: String
        package var explanation: String
        package var question: String
        /// `LESSON-ID#STEP`.
        package var lesson: String

        package init(
            id: String, title: String, explanation: String, question: String, lesson: String
        ) {
            self.id = id
            self.title = title
            self.explanation = explanation
            self.question = question
            self.lesson = lesson
        }
    }

    package var exercise: String
    package var verdict: Kind
    package var explored: Explored?
    /// By the suite's order, but of those that broke the one that the story is about comes first.
    package var invariants: [Invariant]
    package var counterexample: Story?
    package var diagnosis: Diagnosis?
    /// What happened and what to do, for verdicts that have no counterexample, or beside it.
    package var message: String?
    /// The compiler's own text, with the learner's path and line.
    package var compilerOutput: String?

    package init(
        exercise: String, verdict: Kind, explored: Explored? = nil, invariants: [Invariant] = [],
        counterexample: Story? = nil, diagnosis: Diagnosis? = nil, message: String? = nil,
        compilerOutput: String? = nil
    ) {
        self.exercise = exercise
        self.verdict = verdict
        self.explored = explored
        self.invariants = invariants
        self.counterexample = counterexample
        self.diagnosis = diagnosis
        self.message = message
        self.compilerOutput = compilerOutput
    }
}

extension Verdict: Codable {
    private enum CodingKeys: String, CodingKey {
        case exercise, verdict, explored, invariants, counterexample, diagnosis, message
        case compilerOutput
    }

    /// Every key is always there, null where there is nothing: scripts depend on it.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(exercise, forKey: .exercise)
        try container.encode(verdict, forKey: .verdict)
        try container.encode(explored, forKey: .explored)
        try container.encode(invariants, forKey: .invariants)
        try container.encode(counterexample, forKey: .counterexample)
        try container.encode(diagnosis, forKey: .diagnosis)
        try container.encode(message, forKey: .message)
        try container.encode(compilerOutput, forKey: .compilerOutput)
    }
}
