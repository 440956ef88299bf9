import EventBroker
import EventLog
import Eventlings

/// The evidence about an order whose events are in two partitions: the first record of each.
struct SplitOrder {
    private let evidence: PublishingEvidence
    let first: PublishingEvidence.Send
    let second: PublishingEvidence.Send

    init?(_ evidence: PublishingEvidence) {
        let records = evidence.log.filter { $0.fact?.orderId == evidence.broken.subject }
        guard evidence.broken.invariant == "one-partition", let first = records.first,
            let second = records.first(where: { $0.partition != first.partition })
        else { return nil }
        self.evidence = evidence
        self.first = first
        self.second = second
    }

    private var both: [PublishingEvidence.Send] { [first, second] }

    /// What a text may tell of them.
    var names: [String: String] {
        [
            "order": evidence.broken.subject,
            "first": first.fact?.name ?? "", "second": second.fact?.name ?? "",
            "firstPartition": first.partition.description,
            "secondPartition": second.partition.description,
            "firstKey": first.key ?? "", "secondKey": second.key ?? "",
            "keyless": both.first { $0.key == nil }?.fact?.name ?? "",
        ]
    }
}

/// The marks of the keys that split an order.
extension SplitOrder {
    /// Its keys have chosen, and they differ.
    var isByKey: Bool {
        first.key != second.key && both.allSatisfy(evidence.isPlacedByKey)
    }

    var namesTheEvent: Bool { isByKey && both.allSatisfy { $0.keyContains($0.fact?.step.id) } }

    var namesTheType: Bool { isByKey && both.allSatisfy { $0.keyContains($0.fact?.step.verb) } }

    var namesTheOrder: Bool { both.allSatisfy { $0.keyContains($0.fact?.orderId) } }

    var namesTheTime: Bool {
        isByKey
            && both.allSatisfy { send in
                [send.fact?.step.time, send.timestamp].contains { send.keyContains($0) }
            }
    }

    /// Nothing in the keys comes from the fact.
    var isMadeUp: Bool {
        isByKey
            && !both.contains { send in
                guard let step = send.fact?.step else { return false }
                let order = step.payload
                return [order.orderId, order.userId, order.region, step.id, step.verb].contains {
                    send.keyContains($0)
                }
            }
    }
}

/// The marks of the choices that split an order without a key's doing.
extension SplitOrder {
    /// Without a key the producer stays with a partition for a batch's worth of bytes, then moves
    /// on to the next one.
    var isWithoutKey: Bool {
        guard both.contains(where: { $0.key == nil }) else { return false }
        return both.allSatisfy { $0.key != nil || movesOnLikeTheProducer($0.incarnation) }
    }

    private func movesOnLikeTheProducer(_ incarnation: Int) -> Bool {
        var sticky = StickyPartitioner(batchBytes: PartitionKeySuite.batchBytes)
        for send in evidence.sends where send.incarnation == incarnation && send.key == nil {
            guard sticky.partition(partitions: evidence.partitionCount) == send.partition.partition
            else { return false }
            sticky.appended(bytes: send.valueBytes, endingBatch: !send.waited)
        }
        return true
    }

    private func isNext(_ next: PublishingEvidence.Send, after send: PublishingEvidence.Send)
        -> Bool
    {
        next.partition.partition == (send.partition.partition + 1) % evidence.partitionCount
    }

    var isInTurn: Bool {
        let sends = evidence.log.filter { $0.incarnation == first.incarnation }
        return sends.count > 2
            && zip(sends, sends.dropFirst()).allSatisfy { isNext($1, after: $0) }
    }

    /// No process has split an order; they have chosen differently.
    var isByProcess: Bool {
        struct Choice: Hashable {
            let incarnation: Int
            let order: Int?
        }
        let choices = Dictionary(grouping: evidence.log) {
            Choice(incarnation: $0.incarnation, order: $0.fact?.order)
        }
        return choices.values.allSatisfy { Set($0.map(\.partition)).count == 1 }
    }
}

extension PublishingEvidence.Send {
    func keyContains(_ part: String?) -> Bool {
        guard let key, let part else { return false }
        return key.lowercased().contains(part.lowercased())
    }

    /// At least the date in ISO 8601, or the seconds since 1970.
    fileprivate func keyContains(_ moment: Timestamp?) -> Bool {
        guard let moment else { return false }
        return keyContains(String(moment.iso8601.prefix(10)))
            || keyContains(String(moment.milliseconds / 1_000))
    }
}
