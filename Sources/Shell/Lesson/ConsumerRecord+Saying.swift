import EventClient
import Eventlings

extension ConsumerRecord {
    /// Whether this text is the record's value or, in an event, one of its fields.
    func says(_ text: String) -> Bool {
        guard let value else { return false }
        if value == Array(text.utf8) { return true }
        let event = try? event([String: TypedField].self)
        return event?.payload.values.contains { $0.text == text } ?? false
    }
}

/// A field of an event, as it was typed.
private struct TypedField: Decodable, Sendable {
    let text: String

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        text =
            if let text = try? container.decode(String.self) {
                text
            } else if let truth = try? container.decode(Bool.self) {
                "\(truth)"
            } else {
                "\(try container.decode(Int64.self))"
            }
    }
}
