package import Foundation

/// A fact about how far a learner has come. What was appended once is never changed.
package enum ProgressEvent: Hashable, Sendable {
    case exerciseStarted(exercise: String)
    /// `verdict` as in `--json`; the tape is that of the counterexample. `file` is the path of what
    /// was graded, nil for the workspace's own.
    case solutionGraded(
        exercise: String, verdict: String, tape: String?, file: String?, fileHash: String?)
    /// `number` is counted from 1.
    case hintTaken(exercise: String, number: Int)
    case solutionShown(exercise: String)
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
    }

    private struct Payload: Codable {
        var exercise: String
        var verdict: String?
        var tape: String?
        var file: String?
        var fileHash: String?
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
        let exercise = payload.exercise
        switch kind {
        case .exerciseStarted:
            self = .exerciseStarted(exercise: exercise)
        case .solutionGraded:
            guard let verdict = payload.verdict else { return nil }
            self = .solutionGraded(
                exercise: exercise, verdict: verdict, tape: payload.tape, file: payload.file,
                fileHash: payload.fileHash)
        case .hintTaken:
            guard let number = payload.number else { return nil }
            self = .hintTaken(exercise: exercise, number: number)
        case .solutionShown:
            self = .solutionShown(exercise: exercise)
        }
    }

    /// The key of the event's record: what must stay in order.
    package var exercise: String { payload.exercise }

    private var kind: Kind {
        switch self {
        case .exerciseStarted: .exerciseStarted
        case .solutionGraded: .solutionGraded
        case .hintTaken: .hintTaken
        case .solutionShown: .solutionShown
        }
    }

    private var payload: Payload {
        switch self {
        case .exerciseStarted(let exercise), .solutionShown(let exercise):
            Payload(exercise: exercise)
        case .hintTaken(let exercise, let number):
            Payload(exercise: exercise, number: number)
        case .solutionGraded(let exercise, let verdict, let tape, let file, let fileHash):
            Payload(
                exercise: exercise, verdict: verdict, tape: tape, file: file, fileHash: fileHash)
        }
    }
}
