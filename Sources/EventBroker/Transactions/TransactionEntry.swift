import EventLog

/// What the coordinator writes down, a record each: the last one for a key counts.
enum TransactionEntry: Hashable, Sendable {
    /// Where the reserved producer ids end.
    case producerIDs(upTo: Int64)
    case transaction(Transaction)
    /// A tombstone: the transactional id has expired.
    case forgotten(String)
}

extension TransactionEntry {
    /// The topic that holds the records, as in Kafka.
    static let topic = "__transaction_state"

    /// The key is the transactional id, which is never empty; the empty key is that of the ids.
    func record(at moment: Timestamp) -> Record {
        switch self {
        case .producerIDs(let end):
            var bytes = WireBytes()
            bytes.write(end)
            return Record(timestamp: moment, key: [], value: bytes.written)
        case .transaction(let transaction):
            return Record(
                timestamp: moment, key: Array(transaction.transactionalID.utf8),
                value: transaction.encoded)
        case .forgotten(let transactionalID):
            return Record(timestamp: moment, key: Array(transactionalID.utf8), value: nil)
        }
    }

    /// Nil if the record is none of these, whatever it holds.
    init?(_ record: Record) {
        guard let key = record.key.flatMap({ String(validating: $0, as: UTF8.self) }) else {
            return nil
        }
        guard let value = record.value else {
            self = .forgotten(key)
            return
        }
        if key.isEmpty {
            var reader = WireReader(value)
            guard let end: Int64 = reader.number(), reader.isAtEnd, ProducerIDs.isPossible(end: end)
            else { return nil }
            self = .producerIDs(upTo: end)
        } else {
            guard let transaction = Transaction(decoding: value, of: key) else { return nil }
            self = .transaction(transaction)
        }
    }
}

extension TransactionCoordinator {
    /// The coordinator that wrote these records. What it had decided and not yet carried out is due
    /// at once: a decision stands.
    init(options: Broker.Options, replaying batches: some Sequence<RecordBatch>) {
        self.init(options: options)
        for record in batches.lazy.flatMap({ (try? $0.records()) ?? [] }) {
            switch TransactionEntry(record) {
            case .producerIDs(let end): producerIDs = ProducerIDs(after: end)
            case .transaction(let transaction):
                transactions[transaction.transactionalID] = transaction
            case .forgotten(let transactionalID): transactions[transactionalID] = nil
            case nil: continue
            }
        }
        resetDeadline()
    }
}
