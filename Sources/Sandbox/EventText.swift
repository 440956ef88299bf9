import EventLog
import Eventlings
import FoundationEssentials

/// The wire format of an event whose fields were typed at a prompt.
enum EventText {
    static func make(
        id: String, type: String, time: Timestamp, fields: [Production.Field]
    ) -> [UInt8] {
        let payload = Dictionary(fields.map { ($0.name, Scalar($0.value)) }) { _, last in last }
        let event = Event(id: id, type: type, time: time, payload: payload)
        // Texts, whole numbers and truth values can always be written.
        return (try? event.encoded()) ?? []
    }

    /// A fraction stays the text that it was typed as: money must not pass through binary.
    private enum Scalar: Encodable {
        case truth(Bool), number(Int64), text(String)

        init(_ typed: String) {
            self =
                if let truth = Bool(typed) { .truth(truth) } else if let number = Int64(typed) {
                    .number(number)
                } else { .text(typed) }
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            switch self {
            case .truth(let truth): try container.encode(truth)
            case .number(let number): try container.encode(number)
            case .text(let text): try container.encode(text)
            }
        }
    }
}
