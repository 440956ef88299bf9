extension Lesson {
    /// A fenced block that does something when the lesson is played.
    package enum LiveBlock: Hashable, Sendable {
        case run(Run)
        case play(Play)
        case `try`(Try)
        /// The next live block, in the same step, is a `run` or a `play`.
        case predict(Prediction)
        case quiz(Quiz)
        case exercise(Handover)
    }

    /// A line to be typed at the prompt, as it stands in the file.
    package struct Command: Hashable, Sendable {
        package var text: String
        package var line: Int
    }

    /// Sandbox commands that the lesson runs for the learner.
    package struct Run: Hashable, Sendable {
        /// Of the block's fence, as in the other blocks.
        package var line: Int
        /// At least one.
        package var commands: [Command]
    }

    /// A program of the course breaking, or not, before the learner's eyes.
    package struct Play: Hashable, Sendable {
        package var line: Int
        /// Begins with the word `play`.
        package var command: Command
    }

    /// A task at the prompt, judged by the broker's state and never by what was typed.
    package struct Try: Hashable, Sendable {
        package var line: Int
        package var task: Passage
        /// At least one; all must hold.
        package var checks: [Check]
        /// From a gentle nudge to nearly there.
        package var hints: [Passage]
        /// Fulfils every check when typed in this order; at least one.
        package var answer: [Command]
        /// Each, typed instead of the answer, must leave a check unfulfilled.
        package var wrongAnswers: [[Command]]
    }

    package struct Check: Hashable, Sendable {
        /// Gives a boolean.
        package var expression: Expression
        package var line: Int
    }

    /// A question asked before the next `run` or `play`, whose answer is computed after it.
    package struct Prediction: Hashable, Sendable {
        package var line: Int
        package var question: Passage
        package var answers: Answers
        /// Evaluated once the next `run` or `play` is done.
        package var ask: Expression
        package var why: Passage

        package enum Answers: Hashable, Sendable {
            /// At least two, with distinct values of the kind that `ask` gives.
            case choices([Choice])
            /// The learner types a number, and `ask` gives one.
            case number
        }

        package struct Choice: Hashable, Sendable {
            package var value: Expression.Value
            package var text: Passage
        }
    }

    /// A question with choices; exactly one is right.
    package struct Quiz: Hashable, Sendable {
        package var line: Int
        package var question: Passage
        /// At least three, in the order of the file.
        package var choices: [Choice]

        package struct Choice: Hashable, Sendable {
            package var text: Passage
            package var why: Passage
            package var isRight: Bool
        }
    }

    /// Hands over to an exercise.
    package struct Handover: Hashable, Sendable {
        package var line: Int
        package var exercise: String
    }
}

extension Lesson.LiveBlock {
    package var line: Int {
        switch self {
        case .run(let block): block.line
        case .play(let block): block.line
        case .try(let block): block.line
        case .predict(let block): block.line
        case .quiz(let block): block.line
        case .exercise(let block): block.line
        }
    }
}
