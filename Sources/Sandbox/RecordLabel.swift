/// What a reader calls a record.
package enum RecordLabel {
    /// Its key, or else its value.
    package static func name(key: [UInt8]?, value: [UInt8]?) -> String {
        (key ?? value).map { String(decoding: $0, as: UTF8.self) } ?? "tombstone"
    }

    /// With a word where there is no value: `order-1 (tombstone)`.
    package static func text(key: [UInt8]?, value: [UInt8]?) -> String {
        name(key: key, value: value) + (key != nil && value == nil ? " (tombstone)" : "")
    }
}
