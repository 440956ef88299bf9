public import EventClient
import FoundationEssentials
import Synchronization

extension ConsumerRecord {
    /// The event in this record's value.
    ///
    /// - Throws: `EventError` if the value is no such event.
    public func event<Payload: Decodable & Sendable>(
        _ payload: Payload.Type
    ) throws -> Event<Payload> {
        guard let value else {
            throw EventError(description: "\(topicPartition)@\(offset) is a tombstone, no event.")
        }
        let mayRemember = payload is any ImmutablePayload.Type
        if mayRemember, let known = decodedEvents.event(in: value, as: payload) { return known }
        do {
            let event = try JSONDecoder().decode(Event<Payload>.self, from: Data(value))
            if mayRemember { decodedEvents.remember(event, in: value) }
            return event
        } catch {
            throw EventError(
                description: "\(topicPartition)@\(offset) holds no \(payload) event: \(error)")
        }
    }
}

/// A payload of ours that can't carry anything from one simulated process to the next, so that its
/// decoding, the dearest step of a handler, is done once for all schedules.
protocol ImmutablePayload {}

private let decodedEvents = DecodedEvents()

private final class DecodedEvents: Sendable {
    private struct Key: Hashable {
        let bytes: [UInt8]
        let type: ObjectIdentifier

        /// An array hashes its elements one by one.
        func hash(into hasher: inout Hasher) {
            bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
            hasher.combine(type)
        }
    }

    /// Enough for the worlds of an exercise; a long-lived program starts over.
    private let capacity = 1_000
    private let events = Mutex<[Key: any Sendable]>([:])

    func event<Payload: Sendable>(in bytes: [UInt8], as type: Payload.Type) -> Event<Payload>? {
        let key = Key(bytes: bytes, type: ObjectIdentifier(type))
        return events.withLock { $0[key] as? Event<Payload> }
    }

    func remember<Payload: Sendable>(_ event: Event<Payload>, in bytes: [UInt8]) {
        let key = Key(bytes: bytes, type: ObjectIdentifier(Payload.self))
        events.withLock { events in
            if events.count >= capacity { events = [:] }
            events[key] = event
        }
    }
}
