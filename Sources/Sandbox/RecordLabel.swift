/// What a reader calls a record: its key, or else its value.
package enum RecordLabel {
    package static func text(key: [UInt8]?, value: [UInt8]?) -> String {
        (key ?? value).map { String(decoding: $0, as: UTF8.self) } ?? "tombstone"
    }
}
