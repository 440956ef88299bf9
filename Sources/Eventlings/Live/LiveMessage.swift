import EventBroker
import EventLog
import FoundationEssentials

/// Turns and pauses as bytes. Reading is total: what comes from a process in which a learner's code
/// runs may be anything.
package enum LiveMessage {
    package enum Flaw: Error, Hashable {
        case unreadable(String)
        /// A number with which nobody can calculate: no client sends such.
        case outlandishNumber
    }

    package static func bytes(of message: some Encodable) -> [UInt8] {
        // Texts, numbers and bytes can always be written.
        (try? JSONEncoder().encode(message)).map { [UInt8]($0) } ?? []
    }

    package static func read<Message: Decodable>(
        _ message: Message.Type, from bytes: [UInt8]
    ) throws(Flaw) -> Message {
        let read: Message
        do {
            read = try JSONDecoder().decode(message, from: Data(bytes))
        } catch {
            throw .unreadable("\(error)")
        }
        guard isPlausible(read) else { throw .outlandishNumber }
        return read
    }

    /// Whether sums of a few of its numbers and the time can't overflow.
    private static func isPlausible(_ value: Any) -> Bool {
        switch value {
        case is String: true
        case let number as any BinaryInteger: isSmall(number)
        case let duration as Duration: isSmall(duration.inMilliseconds)
        case let batch as RecordBatch: isSmall(batch.maxTimestamp.milliseconds)
        default: Mirror(reflecting: value).children.allSatisfy { isPlausible($0.value) }
        }
    }

    private static func isSmall(_ number: some BinaryInteger) -> Bool {
        Int64(clamping: number).magnitude < 1 << 53
    }
}
