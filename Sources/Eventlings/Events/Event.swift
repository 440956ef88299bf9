public import EventLog
import FoundationEssentials

/// A fact that happened: what, when, and an id that is the same however often it is told.
///
/// On the wire it is UTF-8 JSON:
/// `{"id": …, "type": …, "time": "2026-01-01T00:00:00.000Z", "payload": {…}}`.
public struct Event<Payload> {
    public let id: String
    /// In the past tense: `OrderPlaced`.
    public let type: String
    public let time: Timestamp
    public let payload: Payload

    public init(id: String, type: String, time: Timestamp, payload: Payload) {
        self.id = id
        self.type = type
        self.time = time
        self.payload = payload
    }
}

extension Event: Sendable where Payload: Sendable {}
extension Event: Equatable where Payload: Equatable {}
extension Event: Hashable where Payload: Hashable {}

extension Event: Decodable where Payload: Decodable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: EventKeys.self)
        let text = try container.decode(String.self, forKey: .time)
        guard let time = Timestamp(iso8601: text) else {
            throw DecodingError.dataCorruptedError(
                forKey: .time, in: container, debugDescription: "\(text) is no ISO 8601 UTC time")
        }
        self.init(
            id: try container.decode(String.self, forKey: .id),
            type: try container.decode(String.self, forKey: .type), time: time,
            payload: try container.decode(Payload.self, forKey: .payload))
    }
}

extension Event: Encodable where Payload: Encodable {
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: EventKeys.self)
        try container.encode(id, forKey: .id)
        try container.encode(type, forKey: .type)
        try container.encode(time.iso8601, forKey: .time)
        try container.encode(payload, forKey: .payload)
    }

    /// The event's JSON, keys sorted, ready to be a record's value.
    public func encoded() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return [UInt8](try encoder.encode(self))
    }
}

private enum EventKeys: String, CodingKey {
    case id, type, time, payload
}

/// Why a record holds no such event.
public struct EventError: Error, CustomStringConvertible {
    public let description: String
}
