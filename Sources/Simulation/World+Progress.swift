package import EventBroker

/// How far a group has come in a partition.
package struct GroupProgress: Hashable, Sendable {
    package var groupID: String
    package var partition: TopicPartition
    /// Where the group's next reader begins; nil if it has committed nothing.
    package var committed: Int64?
    package var end: Int64

    /// In an empty partition there is nothing to commit.
    package var isAtEnd: Bool { committed ?? 0 == end }
}

extension World {
    /// For each group that a process has worked for, and each partition in which it did: whoever
    /// has asked where to go on, or has committed. In the order in which they began.
    package var progress: [GroupProgress] {
        var seen: Set<GroupProgress> = []
        return calls.flatMap { progress(after: $0.request) }.filter { seen.insert($0).inserted }
    }

    /// The first process that began before what its group had committed.
    package var earlyStart: EarlyStart? { earlyStarts.found }

    var earlyStarts: EarlyStartSearch {
        var search = EarlyStartSearch()
        for call in calls { search.take(call.request, call.answer, by: call.incarnation) }
        return search
    }

    private func progress(after request: History.Request) -> [GroupProgress] {
        switch request {
        case .broker(.offsetFetch(let fetch)): progress(of: fetch.groupID, in: fetch.partitions)
        case .broker(.offsetCommit(let commit)):
            progress(of: commit.groupID, in: commit.offsets.map(\.partition))
        default: []
        }
    }

    private func progress(
        of groupID: String, in partitions: [TopicPartition]
    ) -> [GroupProgress] {
        offsets(of: groupID, partitions).map { committed in
            GroupProgress(
                groupID: groupID, partition: committed.partition,
                committed: committed.offset < 0 ? nil : committed.offset,
                end: endOffset(of: committed.partition))
        }
    }
}
