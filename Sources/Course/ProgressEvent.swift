package import Foundation

/// A fact about how far a learner has come. What was appended once is never changed.
package enum ProgressEvent: Hashable, Sendable {
    case exerciseStarted(exercise: String)
    /// `verdict` as in `--json`; the tape is that of the counterexample. `file` is the path of what
    /// was graded, nil for the workspace's own.
    case solutionGraded(
        exercise: String, verdict: String, tape: String?, file: String?, fileHash: String?,
        breach: Breach? = nil)
    /// `number` is counted from 1.
    case hintTaken(exercise: String, number: Int)
    case solutionShown(exercise: String)
    /// `step` is counted from 1.
    case lessonStepReached(lesson: String, step: Int)
    case lessonFinished(lesson: String)

    /// The promise that broke in the counterexample, and how.
    package struct Breach: Codable, Hashable, Sendable {
        /// The invariant's id.
        package var promise: String
        /// "order-1 was charged twice"
        package var text: String
        /// The diagnosis's id.
        package var diagnosis: String?

        package init(promise: String, text: String, diagnosis: String? = nil) {
            self.promise = promise
            self.text = text
            self.diagnosis = diagnosis
        }
    }
}

/// How an event is written: `{"type":"HintTaken","version":1,"payload":{…}}`.
///
/// A field that is added is optional and needs no new version; a new version means that older
/// programs would misread the payload.
extension ProgressEvent {
    private enum Kind: String, Codable {
        case exerciseStarted = "ExerciseStarted"
        case solutionGraded = "SolutionGraded"
        case hintTaken = "HintTaken"
        case solutionShown = "SolutionShown"
        case lessonStepReached = "LessonStepReached"
        case lessonFinished = "LessonFinished"
    }

    private struct Payload: Codable {
        var exercise: String?
        var lesson: String?
        var step: Int?
        var verdict: String?
        var tape: String?
        var file: String?
        var fileHash: String?
        var breach: Breach?
        var number: Int?
    }

    private struct Envelope: Codable {
        var type: String
        var version: Int
        var payload: Payload
    }

    private static let version = 1

    package func encoded() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(
            Envelope(type: kind.rawValue, version: Self.version, payload: payload))
    }

    /// Nil for what this program doesn't know: a kind or a version of later days. It stays in the
    /// log for the program that does.
    package init?(decoding data: Data) {
        guard let envelope = try? JSONDecoder().decode(Envelope.self, from: data),
            envelope.version <= Self.version, let kind = Kind(rawValue: envelope.type)
        else { return nil }
        let payload = envelope.payload
        switch (kind, payload.exercise, payload.lesson) {
        case (.exerciseStarted, let exercise?, _):
            self = .exerciseStarted(exercise: exercise)
        case (.solutionGraded, let exercise?, _):
            guard let verdict = payload.verdict else { return nil }
            self = .solutionGraded(
                exercise: exercise, verdict: verdict, tape: payload.tape, file: payload.file,
                fileHash: payload.fileHash, breach: payload.breach)
        case (.hintTaken, let exercise?, _):
            guard let number = payload.number else { return nil }
            self = .hintTaken(exercise: exercise, number: number)
        case (.solutionShown, let exercise?, _):
            self = .solutionShown(exercise: exercise)
        case (.lessonStepReached, _, let lesson?):
            guard let step = payload.step else { return nil }
            self = .lessonStepReached(lesson: lesson, step: step)
        case (.lessonFinished, _, let lesson?):
            self = .lessonFinished(lesson: lesson)
        default: return nil
        }
    }

    /// The key of the event's record: the exercise or lesson whose events must stay in order.
    package var subject: String { payload.exercise ?? payload.lesson ?? "" }

    private var kind: Kind {
        switch self {
        case .exerciseStarted: .exerciseStarted
        case .solutionGraded: .solutionGraded
        case .hintTaken: .hintTaken
        case .solutionShown: .solutionShown
        case .lessonStepReached: .lessonStepReached
        case .lessonFinished: .lessonFinished
        }
    }

    private var payload: Payload {
        switch self {
        case .exerciseStarted(let exercise), .solutionShown(let exercise):
            Payload(exercise: exercise)
        case .hintTaken(let exercise, let number):
            Payload(exercise: exercise, number: number)
        case .solutionGraded(
            let exercise, let verdict, let tape, let file, let fileHash, let breach):
            Payload(
                exercise: exercise, verdict: verdict, tape: tape, file: file, fileHash: fileHash,
                breach: breach)
        case .lessonStepReached(let lesson, let step):
            Payload(lesson: lesson, step: step)
        case .lessonFinished(let lesson):
            Payload(lesson: lesson)
        }
    }
}
