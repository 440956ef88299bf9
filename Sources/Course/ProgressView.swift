/// How far a learner has come: a pure projection of the events, rebuilt at every reading.
package struct ProgressView: Hashable, Sendable {
    package struct Standing: Hashable, Sendable {
        package var isStarted = false
        package var attempts = 0
        package var hasPassed = false
        package var hintsTaken = 0
        package var hasSeenSolution = false
        package var lastCounterexample: Counterexample?

        package init() {}
    }

    /// A failing schedule, and what it was found in. A pass forgets it; a file that doesn't compile
    /// brings no other.
    package struct Counterexample: Hashable, Sendable {
        package var tape: String
        /// Nil for the workspace's own file.
        package var file: String?
        package var fileHash: String?
        /// Nil where no promise broke, as in a run that ended early.
        package var breach: ProgressEvent.Breach?
    }

    package struct LessonStanding: Hashable, Sendable {
        /// Where it was left, counted from 1; 0 for a lesson not begun.
        package var step = 0
        /// Whether it has been played to its end, and not begun again since.
        package var isFinished = false
        /// Whether it has ever been played to its end.
        package var wasFinished = false

        package init() {}
    }

    /// The exercise started last.
    package private(set) var currentExercise: String?
    /// The lesson or exercise that was begun, or gone on with, last.
    package private(set) var current: String?
    private var standings: [String: Standing] = [:]
    private var lessonStandings: [String: LessonStanding] = [:]

    package init() {}

    package init(_ events: some Sequence<ProgressEvent>) {
        for event in events { apply(event) }
    }

    /// Where the learner stands with this exercise; untouched if nothing is known.
    package func standing(in exercise: String) -> Standing {
        standings[exercise] ?? Standing()
    }

    /// Where the learner stands with this lesson.
    package func standing(inLesson lesson: String) -> LessonStanding {
        lessonStandings[lesson] ?? LessonStanding()
    }

    /// Whether nothing has happened yet.
    package var isNew: Bool { standings.isEmpty && lessonStandings.isEmpty }

    package mutating func apply(_ event: ProgressEvent) {
        switch event {
        case .exerciseStarted(let exercise):
            standings[exercise, default: Standing()].isStarted = true
            currentExercise = exercise
            current = exercise
        case .solutionGraded(
            let exercise, let verdict, let tape, let file, let fileHash, let breach):
            let counterexample = tape.map {
                Counterexample(tape: $0, file: file, fileHash: fileHash, breach: breach)
            }
            standings[exercise, default: Standing()].note(verdict, counterexample)
        case .hintTaken(let exercise, let number):
            let taken = standing(in: exercise).hintsTaken
            standings[exercise, default: Standing()].hintsTaken = max(taken, number)
        case .solutionShown(let exercise):
            standings[exercise, default: Standing()].hasSeenSolution = true
        case .lessonStepReached(let lesson, let step):
            lessonStandings[lesson, default: LessonStanding()].isFinished = false
            lessonStandings[lesson, default: LessonStanding()].step = step
            current = lesson
        case .lessonFinished(let lesson):
            lessonStandings[lesson, default: LessonStanding()].isFinished = true
            lessonStandings[lesson, default: LessonStanding()].wasFinished = true
        }
    }
}

extension ProgressView.Standing {
    fileprivate mutating func note(
        _ verdict: String, _ counterexample: ProgressView.Counterexample?
    ) {
        attempts += 1
        if verdict == "passed" {
            hasPassed = true
            lastCounterexample = nil
        } else if let counterexample {
            lastCounterexample = counterexample
        }
    }
}
