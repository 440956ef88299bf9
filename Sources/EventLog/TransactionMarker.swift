/// How a transaction ended, as its coordinator writes it into each partition of the transaction: a
/// control batch of one record (`ControlRecordType.java`, `EndTransactionMarker.java`).
package enum TransactionMarker: Int16, Hashable, Sendable {
    case abort = 0
    case commit = 1
}

extension RecordBatch {
    /// The marker that ends the transaction of `producer`. It takes an offset, as any record.
    package init(
        _ marker: TransactionMarker, of producer: ProducerIdentity, at moment: Timestamp,
        coordinatorEpoch: Int32 = 0
    ) {
        let version: Int16 = 0
        let record = Record(
            timestamp: moment,
            key: Self.bytes(of: version) + Self.bytes(of: marker.rawValue),
            value: Self.bytes(of: version) + Self.bytes(of: coordinatorEpoch))
        self.init([record], producer: producer, baseSequence: -1, isTransactional: true)
        let attributes = attributes | Attribute.control
        changeChecked { $0.storeBigEndian(attributes, at: Position.attributes) }
    }

    /// Nil for a batch of an application's records, and for a control batch of another kind.
    package var marker: TransactionMarker? {
        guard isControl, let key = (try? records())?.first?.key, key.count >= 4 else { return nil }
        return TransactionMarker(rawValue: Int16(key[2]) << 8 | Int16(key[3]))
    }

    private static func bytes(of number: some FixedWidthInteger) -> [UInt8] {
        withUnsafeBytes(of: number.bigEndian) { [UInt8]($0) }
    }
}
