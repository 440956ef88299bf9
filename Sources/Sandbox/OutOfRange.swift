package import EventBroker

/// An offset that a partition doesn't hold, any more or yet. A broker takes it for a commit all the
/// same; a consumer that is to read there begins where its `auto.offset.reset` says instead.
package struct OutOfRange: Hashable, Sendable {
    package let place: PartitionOffset
    /// The offsets that can be read, and the one that comes next.
    package let log: ClosedRange<Int64>

    /// Nil for an offset that the partition holds, and for the next.
    init?(_ place: PartitionOffset, in log: ClosedRange<Int64>) {
        guard !log.contains(place.offset) else { return nil }
        self.place = place
        self.log = log
    }

    /// Whether it lies before the beginning.
    package var isGone: Bool { place.offset < log.lowerBound }
}

extension Sandbox {
    package func outOfRange(_ offset: Int64, in partition: TopicPartition) -> OutOfRange? {
        network.with { $0.outOfRange(PartitionOffset(partition, offset)) }
    }
}

extension NetworkState {
    func outOfRange(_ place: PartitionOffset) -> OutOfRange? {
        OutOfRange(place, in: startOffset(of: place.partition)...endOffset(of: place.partition))
    }

    mutating func noteOutOfRange(_ places: [PartitionOffset]) {
        for outOfRange in places.compactMap(outOfRange) { note(.outOfRange(outOfRange)) }
    }
}
