/// Reads what `WireBytes` writes; nil where the bytes don't hold it.
struct WireReader {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) {
        rest = bytes[...]
    }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func number<Number: FixedWidthInteger>() -> Number? {
        guard let bytes = take(Number.bitWidth / 8) else { return nil }
        return bytes.reduce(0) { $0 << 8 | Number(truncatingIfNeeded: $1) }
    }

    mutating func text() -> String? { optionalText() ?? nil }

    /// The outer nil is no text, the inner one a text that is nil.
    mutating func optionalText() -> String?? {
        guard let count: Int16 = number() else { return nil }
        if count == -1 { return .some(nil) }
        guard let bytes = take(Int(count)) else { return nil }
        return String(validating: bytes, as: UTF8.self).map { .some($0) }
    }

    mutating func bytes() -> [UInt8]? {
        guard let count: Int32 = number() else { return nil }
        return take(Int(count)).map { Array($0) }
    }

    mutating func array<Element>(
        of element: (inout WireReader) -> Element?
    ) -> [Element]? {
        guard let count: Int32 = number(), count >= 0, count <= rest.count else { return nil }
        var elements: [Element] = []
        for _ in 0..<count {
            guard let next = element(&self) else { return nil }
            elements.append(next)
        }
        return elements
    }

    mutating func partitions() -> [TopicPartition]? {
        let topics = array { reader -> [TopicPartition]? in
            guard let topic = reader.text() else { return nil }
            return reader.array { reader in
                let partition: Int32? = reader.number()
                return partition.map { TopicPartition(topic, Int($0)) }
            }
        }
        return topics.map { Array($0.joined()) }
    }

    private mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
        guard count >= 0, count <= rest.count else { return nil }
        defer { rest = rest.dropFirst(count) }
        return rest.prefix(count)
    }
}
