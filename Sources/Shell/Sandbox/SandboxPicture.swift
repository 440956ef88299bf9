import EventBroker
import Sandbox
import Terminal

/// All of a sandbox at one look: who has read what.
struct SandboxPicture {
    private let sandbox: Sandbox
    private static let mostRecords: Int64 = 60

    init(_ sandbox: Sandbox) {
        self.sandbox = sandbox
    }

    func lines(for capabilities: Capabilities) -> [StyledText] {
        var lines = [
            StyledText("time \(Happening.duration(sandbox.elapsed))", .quiet)
                + (sandbox.isBrokerStopped ? StyledText("  the broker is stopped", .fault) : "")
        ]
        if sandbox.topics.isEmpty {
            lines.append("No topics yet. `topic create orders --partitions 2` makes one.")
        }
        for topic in sandbox.topics {
            lines.append(StyledText())
            lines += self.lines(
                ofTopic: topic.name, partitions: topic.partitions, capabilities)
        }
        guard !sandbox.memberViews.isEmpty else { return lines }
        return lines + [StyledText()] + MemberList(sandbox.memberViews).lines(for: capabilities)
            + legend(capabilities)
    }

    func lines(
        ofTopic topic: String, partitions: Int, _ capabilities: Capabilities
    ) -> [StyledText] {
        let all = (0..<partitions).map { TopicPartition(topic, $0) }
        let names = all.map(\.description) + sandbox.groupIDs.map { "  \($0)" }
        let margin = min((names.map(\.displayWidth).max() ?? 0) + 2, capabilities.width / 3)
        return all.flatMap { partition in
            drawing(of: partition).lines(margin: margin, for: capabilities)
        }
    }

    private func drawing(of partition: TopicPartition) -> PartitionDrawing {
        let (start, end) = (
            sandbox.startOffset(of: partition), sandbox.endOffset(of: partition)
        )
        return PartitionDrawing(
            partition: partition, start: start, end: end,
            records: sandbox.records(in: partition, from: max(start, end - Self.mostRecords)),
            groups: sandbox.groupIDs.compactMap { standing(of: $0, in: partition) })
    }

    private func standing(
        of group: String, in partition: TopicPartition
    ) -> PartitionDrawing.GroupStanding? {
        let committed = sandbox.committed(group, partition)
        let reader = sandbox.memberViews.last {
            $0.group == group && $0.condition != .crashed && $0.assignment.contains(partition)
        }
        guard committed != nil || reader != nil else { return nil }
        let behind = committed ?? sandbox.startOffset(of: partition)
        return PartitionDrawing.GroupStanding(
            group: group, committed: committed,
            reader: reader.map { ($0.name, $0.position(in: partition)) },
            lag: sandbox.endOffset(of: partition) - behind)
    }

    private func legend(_ capabilities: Capabilities) -> [StyledText] {
        guard !capabilities.plain else { return [] }
        return [StyledText()]
            + StyledText(
                "C: where the group goes on after a crash (committed). P: what its member reads "
                    + "next (position).", .quiet
            ).wrapped(to: capabilities.width)
    }
}
