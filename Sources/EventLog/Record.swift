/// A name with a value that travels beside a record's key and value, as in Kafka.
public struct Header: Hashable, Sendable {
    public var name: String
    /// Nil is a header without a value, which differs from an empty one.
    public var value: [UInt8]?

    public init(_ name: String, _ value: [UInt8]?) {
        self.name = name
        self.value = value
    }
}

/// What a partition stores at one offset.
package struct Record: Hashable, Sendable {
    package var offset: Int64
    package var timestamp: Timestamp
    package var key: [UInt8]?
    package var value: [UInt8]?
    package var headers: [Header]

    package init(
        offset: Int64 = 0, timestamp: Timestamp, key: [UInt8]? = nil, value: [UInt8]?,
        headers: [Header] = []
    ) {
        self.offset = offset
        self.timestamp = timestamp
        self.key = key
        self.value = value
        self.headers = headers
    }
}
