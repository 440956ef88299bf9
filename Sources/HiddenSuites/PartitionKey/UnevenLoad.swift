import EventBroker
import Eventlings

/// The evidence about a partition that has too much.
struct UnevenLoad {
    private let log: [PublishingEvidence.Send]
    private let heavy: [PublishingEvidence.Send]
    private let partitionCount: Int

    init?(_ evidence: PublishingEvidence) {
        guard evidence.broken.invariant == "load-spreads" else { return nil }
        log = evidence.log
        heavy = log.filter { $0.partition.description == evidence.broken.subject }
        partitionCount = evidence.partitionCount
        if heavy.isEmpty { return nil }
    }

    var names: [String: String] {
        [
            "partition": heavy[0].partition.description, "load": String(heavy.count),
            "total": String(log.count), "used": String(usedPartitions),
            "partitions": String(partitionCount), "keys": String(keyCount),
            "user": commonest(\.userId),
            "region": commonest(\.region),
        ]
    }

    private var usedPartitions: Int { Set(log.map(\.partition)).count }

    private var keyCount: Int { Set(log.compactMap(\.key)).count }

    var isAllInOne: Bool { usedPartitions == 1 }

    var areKeysFew: Bool { areAllKeyed && keyCount < 2 * partitionCount }

    var areMostUnused: Bool { !areAllKeyed && usedPartitions * 2 <= partitionCount }

    /// As if there were no more than the first ones: these share the load.
    var areFirstUsed: Bool {
        let loads = Dictionary(grouping: log, by: \.partition.partition).mapValues(\.count)
        return loads.keys.allSatisfy { $0 < loads.count }
            && loads.values.allSatisfy { $0 * loads.count <= 2 * log.count }
    }

    var isByRegion: Bool { isDecided(by: \.region) }

    /// By the user alone, or by a key that tells the user and not the order.
    var isByUser: Bool {
        isDecided(by: \.userId)
            || log.allSatisfy { send in
                send.keyContains(send.fact?.step.payload.userId)
                    && !send.keyContains(send.fact?.orderId)
            }
    }

    private var areAllKeyed: Bool { log.allSatisfy { $0.key != nil } }

    /// Whether all orders that have this in common are together.
    private func isDecided(by attribute: KeyPath<OrderSummary, String>) -> Bool {
        let parts = Dictionary(grouping: log) { $0.fact?.step.payload[keyPath: attribute] ?? "" }
        return parts.values.contains { $0.count > 1 }
            && parts.values.allSatisfy { Set($0.map(\.partition)).count == 1 }
    }

    private func commonest(_ attribute: KeyPath<OrderSummary, String>) -> String {
        let counts = Dictionary(grouping: heavy) { $0.fact?.step.payload[keyPath: attribute] ?? "" }
            .mapValues(\.count)
        return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? ""
    }
}
