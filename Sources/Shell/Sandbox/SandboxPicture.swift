import EventBroker
import Sandbox
import Terminal

/// All of a sandbox at one look: who has read what.
struct SandboxPicture {
    private let sandbox: Sandbox
    private let members: [MemberView]
    /// `│0 a`: no record is drawn in fewer columns.
    private static let narrowestCell = 4

    init(_ sandbox: Sandbox) {
        self.sandbox = sandbox
        members = sandbox.memberViews
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
        if !members.isEmpty {
            lines +=
                [StyledText()]
                + MemberList(members + sandbox.formerMemberViews).lines(for: capabilities)
        }
        return lines + legend(capabilities)
    }

    func lines(
        ofTopic topic: String, partitions: Int, _ capabilities: Capabilities
    ) -> [StyledText] {
        let all = (0..<partitions).map { TopicPartition(topic, $0) }
        let names = all.map(\.description) + sandbox.groupIDs.map { "  \($0)" }
        let margin = min((names.map(\.displayWidth).max() ?? 0) + 2, capabilities.width / 3)
        return all.flatMap { partition in
            drawing(of: partition, atMost: capabilities.width / Self.narrowestCell).lines(
                margin: margin, for: capabilities)
        }
    }

    private func drawing(of partition: TopicPartition, atMost count: Int) -> PartitionDrawing {
        let (start, end) = (
            sandbox.startOffset(of: partition), sandbox.endOffset(of: partition)
        )
        let recordCount = sandbox.recordCount(of: partition)
        // Compaction leaves few records to many offsets.
        let first = recordCount <= count ? start : max(start, end - Int64(count))
        return PartitionDrawing(
            partition: partition, start: start, end: end, recordCount: recordCount,
            entries: sandbox.entries(in: partition, from: first),
            groups: sandbox.groupIDs.compactMap { standing(of: $0, in: partition) })
    }

    private func standing(
        of group: String, in partition: TopicPartition
    ) -> PartitionDrawing.GroupStanding? {
        let committed = sandbox.committed(group, partition)
        let reader = members.last {
            $0.group == group && ![.crashed, .ended].contains($0.condition)
                && $0.assignment.contains(partition)
        }
        guard committed != nil || reader != nil else { return nil }
        let position = reader?.position(in: partition)
        let offsets = committed == position ? [committed] : [committed, position]
        return PartitionDrawing.GroupStanding(
            group: group, committed: committed, reader: reader.map { ($0.name, position) },
            lag: sandbox.lag(of: group, in: partition),
            outOfRange: offsets.compactMap { $0 }.compactMap {
                sandbox.outOfRange($0, in: partition)
            })
    }

    private func legend(_ capabilities: Capabilities) -> [StyledText] {
        let marks =
            members.isEmpty
            ? nil
            : "C: where the group goes on after a crash (committed). P: what its member reads next "
                + "(position)."
        let signs =
            sandbox.transactionIDs.isEmpty
            ? nil
            : "?: behind an open transaction. ✗: of an aborted one. Committed readers see neither."
        let said = [marks, signs].compactMap { $0 }
        guard !capabilities.plain, !said.isEmpty else { return [] }
        return [StyledText()]
            + said.flatMap {
                StyledText($0, .quiet).spelled(for: capabilities).wrapped(to: capabilities.width)
            }
    }
}
