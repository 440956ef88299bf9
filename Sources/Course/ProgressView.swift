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
    }

    /// The exercise started last.
    package private(set) var currentExercise: String?
    private var standings: [String: Standing] = [:]

    package init() {}

    package init(_ events: some Sequence<ProgressEvent>) {
        for event in events { apply(event) }
    }

    /// Where the learner stands with this exercise; untouched if nothing is known.
    package func standing(in exercise: String) -> Standing {
        standings[exercise] ?? Standing()
    }

    package mutating func apply(_ event: ProgressEvent) {
        var standing = standing(in: event.exercise)
        switch event {
        case .exerciseStarted:
            standing.isStarted = true
            currentExercise = event.exercise
        case .solutionGraded(_, let verdict, let tape, let file, let fileHash):
            standing.attempts += 1
            if verdict == "passed" {
                standing.hasPassed = true
                standing.lastCounterexample = nil
            } else if let tape {
                standing.lastCounterexample = Counterexample(
                    tape: tape, file: file, fileHash: fileHash)
            }
        case .hintTaken(_, let number):
            standing.hintsTaken = max(standing.hintsTaken, number)
        case .solutionShown:
            standing.hasSeenSolution = true
        }
        standings[event.exercise] = standing
    }
}
