import Simulation

/// The ways in which the events of one order get into two partitions.
enum TornOrderDiagnoses {
    static let all = [
        torn(
            "event-id-in-key", "The key names the event",
            "The keys were {firstKey} and {secondKey}. Each event has an id of its own, so each event of {order} had a key of its own, and keys that differ go to different partitions.",
            "Which id do all events of one order have in common?", step: 3
        ) { $0.namesTheEvent },
        torn(
            "time-in-key", "The key tells the time",
            "The keys were {firstKey} and {secondKey}. Time goes on while an order lives, so the events of {order} had different keys and went different ways.",
            "What about an order never changes, from its first event to its last?", step: 3
        ) { $0.namesTheTime },
        torn(
            "event-type-in-key", "The key changes with the kind of event",
            "The keys were {firstKey} and {secondKey}: the order is in them, and the kind of event too. A key is compared as a whole, so these are two keys.",
            "Which part of the key has to go, so that it stays the same through an order's life?",
            step: 3
        ) { $0.namesTheType && $0.namesTheOrder },
        torn(
            "event-type-as-key", "Each kind of event has a key of its own",
            "The keys were {firstKey} and {secondKey}. This keeps all events of a kind together and tears the order apart: nothing says in which order the two partitions are read.",
            "What must be read in order here, all payments, or all events of one order?", step: 3
        ) { $0.namesTheType },
        torn(
            "random-key", "The key has nothing to do with the order",
            "{first} was sent with the key {firstKey}, and {second} with the key {secondKey}. Nothing in them comes from the order, so nothing keeps its events together.",
            "Another process publishes the same order. Where would it find the same key?", step: 3
        ) { $0.isMadeUp },
        torn(
            "key-changes", "The key of one order changed",
            "{first} was sent with the key {firstKey}, and {second} with the key {secondKey}. Different keys may go to different partitions, and these two did.",
            "Which part of the key is not the same each time?", step: 2
        ) { $0.isByKey },
        torn(
            "no-key", "Records without a key",
            "{keyless} was sent without a key. Then the producer chooses: it stays with a partition for a while and moves on to the next one, whatever the record is about.",
            "How could the broker know which records belong together?", step: 2
        ) { $0.isWithoutKey },
        torn(
            "round-robin", "The partitions take turns",
            "Each record went to the next partition, so {first} went to {firstPartition} and {second} to {secondPartition}. That spreads the load well, and it tears every order apart.",
            "Load should spread over orders. What has to stay together?", step: 1
        ) { $0.isInTurn },
        torn(
            "memory-decides", "The choice lived in memory",
            "One process put {order} into {firstPartition}. It died, and its successor, which knew nothing of that, chose {secondPartition}.",
            "What does a new process know about an order, before it has published anything?",
            step: 2
        ) { $0.isByProcess },
        torn(
            "partition-changes", "The partition of one order changed",
            "{first} went to {firstPartition}, and {second} to {secondPartition}. Only one partition keeps an order: a reader of two may see either event first.",
            "From what is the partition computed, and is that the same for all events of an order?",
            step: 1
        ) { _ in true },
    ]

    private static func torn(
        _ id: String, _ title: String, _ explanation: String, _ question: String, step: Int,
        when holds: @escaping @Sendable (SplitOrder) -> Bool
    ) -> Diagnosis {
        Telling.onKeys(id, title, explanation, question, step: step).recognised { history in
            guard let order = SplitOrder(PublishingEvidence(history)), holds(order) else {
                return nil
            }
            return order.names
        }
    }
}
