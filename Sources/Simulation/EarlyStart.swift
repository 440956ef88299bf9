package import EventBroker

/// A reader that began before what its group had committed.
package struct EarlyStart: Hashable, Sendable {
    package var groupID: String
    package var partition: TopicPartition
    package var committed: Int64
    package var began: Int64
}

/// Looks for an early start among requests in their order, each with its answer.
package struct EarlyStartSearch: Sendable {
    private struct Reader: Hashable {
        let incarnation: Int
        let partition: TopicPartition
    }

    private struct Commit: Hashable {
        let groupID: String
        let offset: Int64
    }

    package private(set) var found: EarlyStart?
    /// What the broker has last been told, or has said, of each partition.
    private var commits: [TopicPartition: Commit] = [:]
    /// What each reader has been told and not yet acted upon.
    private var told: [Reader: Commit] = [:]
    private var readers: Set<Reader> = []
    private var groups: Set<String> = []

    package init() {}

    package mutating func take(
        _ request: History.Request, _ answer: History.Answer?, by incarnation: Int
    ) {
        switch (request, answer) {
        case (.broker(.offsetCommit(let commit)), .broker(.done(nil))):
            for part in commit.offsets { note(part, of: commit.groupID) }
        case (.broker(.offsetFetch(let fetch)), .broker(.offsetFetch(let answer))):
            for part in answer.offsets {
                note(part, of: fetch.groupID)
                let reader = Reader(incarnation: incarnation, partition: part.partition)
                told[reader] = commits[part.partition]
            }
        case (.broker(.fetch(let fetch)), _):
            for position in fetch.positions { begin(position, by: incarnation) }
        default: break
        }
    }

    private mutating func note(_ part: PartitionOffset, of groupID: String) {
        groups.insert(groupID)
        commits[part.partition] = Commit(groupID: groupID, offset: part.offset)
    }

    /// What matters to readers that are yet to begin.
    func hashForNewcomers(into hasher: inout Hasher) {
        hasher.combine(found)
        hasher.combine(commits)
        hasher.combine(groups)
    }

    /// Who has asked where to go on is held to the answer; who begins without asking, to what was
    /// committed. A fetch doesn't name its group, so with several of them nobody is held to any.
    private mutating func begin(_ position: PartitionOffset, by incarnation: Int) {
        let reader = Reader(incarnation: incarnation, partition: position.partition)
        let isFirst = readers.insert(reader).inserted
        let expected = told.removeValue(forKey: reader)
        guard found == nil, groups.count == 1,
            let commit = expected ?? (isFirst ? commits[position.partition] : nil),
            position.offset < commit.offset
        else { return }
        found = EarlyStart(
            groupID: commit.groupID, partition: position.partition, committed: commit.offset,
            began: position.offset)
    }
}
