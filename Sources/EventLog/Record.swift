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
///
/// A record that was read shares its batch's memory, which lives as long as one of them does.
package struct Record: Hashable, Sendable {
    package var offset: Int64
    package var timestamp: Timestamp
    package var keySlice: ArraySlice<UInt8>?
    package var valueSlice: ArraySlice<UInt8>?
    package var headers: [Header]

    package init(
        offset: Int64 = 0, timestamp: Timestamp, key: [UInt8]? = nil, value: [UInt8]?,
        headers: [Header] = []
    ) {
        self.init(
            offset: offset, timestamp: timestamp, keySlice: key.map { $0[...] },
            valueSlice: value.map { $0[...] }, headers: headers)
    }

    @inline(__always)
    init(
        offset: Int64, timestamp: Timestamp, keySlice: ArraySlice<UInt8>?,
        valueSlice: ArraySlice<UInt8>?, headers: [Header]
    ) {
        self.offset = offset
        self.timestamp = timestamp
        self.keySlice = keySlice
        self.valueSlice = valueSlice
        self.headers = headers
    }

    /// A copy, unless the record was made from just these bytes.
    package var key: [UInt8]? { keySlice.map(Array.init) }

    /// A copy, unless the record was made from just these bytes.
    package var value: [UInt8]? { valueSlice.map(Array.init) }
}
