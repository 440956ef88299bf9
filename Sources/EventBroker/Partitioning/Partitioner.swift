package enum Partitioner {
    /// The partition of a record with a key, as Kafka's Java client chooses it: equal bytes go to
    /// the same partition for as long as the number of partitions stays. An empty key is a key.
    ///
    /// - Precondition: `partitions` is at least 1.
    package static func partition(forKey key: [UInt8], partitions: Int) -> Int {
        precondition(partitions >= 1, "A topic has at least one partition.")
        // Kafka's `toPositive`: the sign is masked, not negated, or keys would move.
        return Int(murmur2(key) & Int32.max) % partitions
    }
}
