import EventBroker
import EventLog

/// What the network sees go by, as events of the story.
extension NetworkState {
    /// `end` is where the partition ended before the broker had the batch.
    mutating func noteProduced(
        _ produce: Produce, _ answer: Produce.Response, isAgain: Bool, since end: Int64
    ) {
        let (labels, partition) = (labels(produce.batch), produce.partition)
        switch answer.error {
        case nil where endOffset(of: partition) == end: note(.recognised(labels, in: partition))
        case nil:
            note(.appended(labels, to: partition, offset: answer.baseOffset, isAgain: isAgain))
        case .outOfOrderSequenceNumber: note(.heldBack(labels, from: partition))
        // What else it refuses, its producer is told, and says so.
        case .some: break
        }
    }

    /// A client of that name hears it.
    mutating func noteAnswer(
        _ response: BrokerResponse, to request: BrokerRequest, of name: String
    ) {
        switch (request, response) {
        case (.offsetCommit(let commit), .done(nil)):
            note(.committed(member: name, group: commit.groupID, commit.offsets))
            noteOutOfRange(commit.offsets)
        case (.fetch(let fetch), .fetch(let answer)):
            let lost = answer.partitions.filter { $0.error == .offsetOutOfRange }.map(\.partition)
            for place in fetch.positions where lost.contains(place.partition) {
                note(.positionOutOfRange(member: name, place))
            }
        default: break
        }
    }

    /// Of these transactions, which were open, the broker has aborted those that are not any more.
    mutating func noteTimedOut(_ transactions: [String]) {
        let open = broker.openTransactions
        for id in transactions where !open.contains(id) {
            timedOutTransactions.insert(id)
            note(.transactionTimedOut(id))
        }
    }

    func labels(_ batch: RecordBatch) -> [String] {
        ((try? batch.records()) ?? []).map { RecordLabel.text(key: $0.key, value: $0.value) }
    }

    /// The records that are there to be read. A batch says how many it has; none is decoded.
    func recordCount(of partition: TopicPartition) -> Int {
        broker.batches(in: partition, from: startOffset(of: partition)).joined()
            .reduce(0) { $1.isControl ? $0 : $0 + $1.recordCount }
    }

    func startOffset(of partition: TopicPartition) -> Int64 {
        broker.offset(ListOffsets(partition: partition, spec: .earliest)).offset
    }

    func endOffset(of partition: TopicPartition) -> Int64 {
        broker.offset(ListOffsets(partition: partition, spec: .latest)).offset
    }
}
