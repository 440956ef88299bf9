import Simulation

/// The ways in which one partition gets too much.
enum UnevenLoadDiagnoses {
    static let all = [
        uneven(
            "constant-key", "Everything is in one partition",
            "All {total} events went to {partition}. Now everything is in order, far more than was asked for, and one consumer has to do all the work: a partition has one reader in each group.",
            "Must the events of two different orders be read in order?", step: 3
        ) { $0.isAllInOne },
        uneven(
            "region-as-key", "The key is as hot as its region",
            "All orders of a region went to one partition, and the region {region} has many. {partition} has {load} of {total} events, and more consumers would not help.",
            "How many different keys are there, and how big is the biggest?", step: 4
        ) { $0.isByRegion },
        uneven(
            "too-few-keys", "Too few different keys",
            "There are {keys} different keys for {partitions} partitions, and all events with one key go together: {partition} has {load} of {total} events.",
            "How many different keys does it take, so that chance spreads them evenly?", step: 4
        ) { $0.areKeysFew },
        uneven(
            "user-as-key", "One user is a whale",
            "One user, {user}, orders as much as many others together, and the key does not tell their orders apart: {partition} has {load} of {total} events.",
            "Which is the smallest thing whose events must stay in order: the user, or something of theirs?",
            step: 4
        ) { $0.isByUser },
        uneven(
            "partitions-unused", "Only some of the partitions are used",
            "The topic has {partitions} partitions, and only the first {used} of them got anything.",
            "How does your code know how many partitions there are?", step: 2
        ) { $0.areMostUnused && $0.areFirstUsed },
        uneven(
            "too-few-choices", "The choice comes to few partitions",
            "The topic has {partitions} partitions, and with {total} orders the choice came to {used} of them. {partition} alone has {load} events.",
            "From what is the partition computed, and how many different values does that have?",
            step: 4
        ) { $0.areMostUnused },
        uneven(
            "load-uneven", "The load does not spread",
            "{partition} has {load} of {total} events, more than twice its share.",
            "How many different keys are there, and how evenly does your choice spread them?",
            step: 4
        ) { _ in true },
    ]

    private static func uneven(
        _ id: String, _ title: String, _ explanation: String, _ question: String, step: Int,
        when holds: @escaping @Sendable (UnevenLoad) -> Bool
    ) -> Diagnosis {
        Telling.onKeys(id, title, explanation, question, step: step).recognised { history in
            guard let load = UnevenLoad(PublishingEvidence(history)), holds(load) else {
                return nil
            }
            return load.names
        }
    }
}
