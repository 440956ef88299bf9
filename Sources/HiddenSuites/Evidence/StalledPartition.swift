import EventBroker
import Simulation

/// The evidence about a partition in which a group's commits don't come to the end: the commits
/// that name it.
struct StalledPartition {
    /// A commit's part that is about this partition.
    struct Mention {
        let commit: Evidence.Commit
        let offset: Int64
    }

    let evidence: Evidence
    let groupID: String
    let partition: TopicPartition
    let mentions: [Mention]

    /// Nil if the broken promise is about something else.
    init?(_ evidence: Evidence) {
        let groups = evidence.groups.values.reduce(into: Set(evidence.commits.map(\.groupID))) {
            $0.formUnion($1)
        }
        let places = groups.union([Self.noGroup]).flatMap { group in
            evidence.records.keys.map { (group: group, partition: $0) }
        }
        let isMeant = { Self.subject($0, $1) == evidence.subject }
        guard let place = places.first(where: isMeant) else { return nil }
        self.evidence = evidence
        (groupID, partition) = place
        mentions = evidence.commits.filter { $0.groupID == place.group }.flatMap { commit in
            commit.offsets.filter { $0.partition == place.partition }.map {
                Mention(commit: commit, offset: $0.offset)
            }
        }
    }

    /// What a violation is about that this evidence explains.
    static func subject(_ groupID: String, _ partition: TopicPartition) -> String {
        "\(partition) of \(groupID)"
    }

    /// Where nobody has read for a group.
    static let noGroup = ""

    var end: Int64 { Int64(evidence.records[partition]?.count ?? 0) }

    var effective: [Mention] { mentions.filter { $0.commit.applied != nil } }

    /// What is committed in the end.
    var committed: Int64 { effective.last?.offset ?? 0 }

    var handed: [Evidence.Handed] { evidence.handed.filter { $0.partition == partition } }

    /// The record that a restart would read again first.
    var nextOrderId: String {
        let records = evidence.records[partition] ?? []
        return committed < records.count ? records[Int(committed)].name : "nothing"
    }
}

/// The marks of the mistakes that keep a group from the end.
extension StalledPartition {
    var isNothingCommitted: Bool { evidence.commits.isEmpty }

    /// Another partition that was committed by a life that had records of this one, and never
    /// committed them.
    var partitionCommittedInstead: TopicPartition? {
        guard mentions.isEmpty else { return nil }
        let lives = Set(handed.map(\.incarnation))
        let commit = evidence.commits.first {
            $0.groupID == groupID && lives.contains($0.incarnation)
        }
        return commit?.offsets.first?.partition
    }

    /// A start before the commit.
    var earlyStart: EarlyStart? { evidence.earlyStart }

    /// The groups of two lives that had no group in common.
    var changedGroups: (first: String, second: String)? {
        let groups = evidence.groups.sorted { $0.key < $1.key }.map(\.value)
        for (index, later) in groups.enumerated() {
            for earlier in groups[..<index] where earlier.isDisjoint(with: later) {
                guard let first = earlier.min(), let second = later.min() else { continue }
                return (first, second)
            }
        }
        return nil
    }

    var isCommittedTooFar: Bool { committed > end }

    /// Another partition, for which the last commit names the same offset: its life had come that far
    /// there.
    var partitionWithThatOffset: TopicPartition? {
        guard let commit = effective.last?.commit else { return nil }
        return commit.offsets.map(\.partition).first { other in
            other != partition
                && commit.offsets.contains(PartitionOffset(other, committed))
                && evidence.lastHanded(in: other, before: commit)?.offset == committed - 1
        }
    }

    /// One short of the end, by commits that name the offset of the very record that was handled:
    /// the first record's own offset was among them.
    var isOneShort: Bool {
        guard committed == end - 1, let last = effective.last else { return false }
        let life = handed.filter { $0.incarnation == last.commit.incarnation }
        return mentions.contains { mention in
            mention.commit.incarnation == last.commit.incarnation
                && mention.offset == life.first?.offset
        }
    }

    /// A life's last commit was below an earlier one of its own.
    var retreat: (from: Int64, to: Int64)? {
        guard let last = effective.last else { return nil }
        let highest =
            effective.filter { $0.commit.incarnation == last.commit.incarnation }
            .map(\.offset).max() ?? last.offset
        return highest > last.offset ? (highest, last.offset) : nil
    }

    /// A life's last commit was from before it had given the partition back, and came after a higher
    /// one of its new owner.
    var commitAfterHandover: (owner: Mention, late: Mention)? {
        guard let late = effective.last, let gone = evidence.handovers[late.commit.incarnation],
            let gaveUp = gone[partition], late.commit.sent > gaveUp,
            evidence.reads[late.commit.incarnation]?[partition] ?? 0 < gaveUp,
            let last = evidence.lastHanded(in: partition, before: late.commit),
            late.offset <= last.offset + 1
        else { return nil }
        let owner = effective.last { mention in
            mention.commit.incarnation != late.commit.incarnation && mention.offset > late.offset
                && mention.commit.sent > gaveUp && mention.commit.sent < late.commit.sent
        }
        return owner.map { ($0, late) }
    }

    /// A record that came again and was neither worked on nor committed.
    var recordPassedOver: Evidence.Handed? {
        guard let last = handed.last, handed.contains(where: { $0.poll < last.poll }) else {
            return nil
        }
        let isHandled = evidence.works.contains {
            $0.incarnation == last.incarnation && $0.orderId == last.orderId && $0.sent > last.poll
        }
        let isCommitted = mentions.contains { $0.commit.sent > last.poll }
        return isHandled || isCommitted ? nil : last
    }

    /// The commit that would have been the last one did not take effect, and its process went on.
    var isCommitLost: Bool {
        mentions.contains { mention in
            mention.offset == end && mention.commit.applied == nil
                && evidence.ends[mention.commit.incarnation] == nil
        }
    }
}

extension Evidence {
    /// What its life had last been handed there when it sent the commit.
    fileprivate func lastHanded(in partition: TopicPartition, before commit: Commit) -> Handed? {
        handed.last {
            $0.incarnation == commit.incarnation && $0.partition == partition
                && $0.poll < commit.sent
        }
    }
}
