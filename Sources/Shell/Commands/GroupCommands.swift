import EventBroker
import Sandbox
import Terminal

extension Command {
    static let groups = Command("groups", summary: "lists the groups", section: .sandbox) {
        _, session throws(Complaint) in
        let groups = session.sandbox.groupIDs
        guard !groups.isEmpty else {
            session.output.write(
                "There are no groups yet. `join billing as b1 on TOPIC` makes one.")
            return .success
        }
        let rows = groups.map { id in
            let group = session.sandbox.group(id)
            return [
                StyledText(id), StyledText(group.state.rawValue), "\(group.generation)",
                "\(group.members.count)", "\(session.sandbox.lag(of: id))",
            ]
        }
        session.output.write(
            lines: Table(
                [
                    .init("group"), .init("state"), .init("generation", right: true),
                    .init("members", right: true), .init("lag", right: true),
                ], rows: rows
            ).lines(for: session.output.capabilities))
        return .success
    }

    static let group = Command(
        "group", .group, summary: "shows a group: its state, members and commits",
        section: .sandbox
    ) { invocation, session throws(Complaint) in
        let id = try session.groupID(invocation[.group] ?? "")
        let group = session.sandbox.group(id)
        session.output.write(
            StyledText(id, .title)
                + StyledText(": \(group.state.rawValue), generation \(group.generation)")
                + StyledText(
                    group.members.isEmpty ? "" : ", shared out by \(group.assignor)"))
        session.output.write(
            lines: MemberList(
                session.sandbox.allMemberViews.filter { $0.group == id && $0.ownership.isMember }
            ).lines(for: session.output.capabilities))
        session.output.write()
        session.output.write(
            lines: LagTable(group: id, session.sandbox).lines(for: session.output.capabilities))
        return .success
    }

    static let members = Command(
        "members", summary: "lists the members, and what each reads", section: .sandbox
    ) { _, session throws(Complaint) in
        session.output.write(
            lines: MemberList(session.sandbox.allMemberViews)
                .lines(for: session.output.capabilities))
        return .success
    }

    static let lag = Command(
        "lag", .group.optional, summary: "how far a group is behind the end of its logs",
        section: .sandbox
    ) { invocation, session throws(Complaint) in
        let groups = try invocation[.group].map { id throws(Complaint) in
            [try session.groupID(id)]
        }
        let shown = groups ?? session.sandbox.groupIDs
        guard !shown.isEmpty else {
            session.output.write("There are no groups yet.")
            return .success
        }
        for id in shown {
            session.output.write(
                lines: LagTable(group: id, session.sandbox)
                    .lines(for: session.output.capabilities))
        }
        return .success
    }
}

extension Session {
    /// The group's own id, if there is such a group.
    fileprivate func groupID(_ word: String) throws(Complaint) -> String {
        let known = sandbox.groupIDs
        guard known.contains(word) else {
            throw Complaint(
                "there is no group \(quoted(word))"
                    + (known.isEmpty
                        ? "; `join \(word) as MEMBER on TOPIC` makes it"
                        : ", only \(known.joined(separator: ", "))"))
        }
        return word
    }
}

/// Members with their partitions.
struct MemberList {
    let members: [MemberView]

    init(_ members: [MemberView]) {
        self.members = members
    }

    func lines(for capabilities: Capabilities) -> [StyledText] {
        guard !members.isEmpty else { return [StyledText("No members.")] }
        let rows = members.map { member in
            [
                StyledText(member.isFormer ? "the dead \(member.name)" : member.name),
                StyledText(member.group), member.state, member.holding,
            ]
        }
        return Table(
            [.init("member"), .init("group"), .init("state"), .init("owns")], rows: rows
        ).lines(for: capabilities)
    }
}

extension Sandbox {
    /// The dead among them that are started anew, too.
    fileprivate var allMemberViews: [MemberView] { memberViews + formerMemberViews }
}

extension MemberView {
    /// What it owns, or else what it would say if it were asked.
    fileprivate var holding: StyledText {
        let believed = ownership.believed.map(\.description).joined(separator: ", ")
        return believed.isEmpty
            ? StyledText(assignment.map(\.description).joined(separator: ", "))
            : StyledText("(believes \(believed))", .quiet)
    }

    var state: StyledText {
        switch condition {
        case .running: isWaiting ? StyledText("waiting", .fault) : "running"
        case .paused: StyledText("paused", .fault)
        case .crashed: StyledText("crashed", .fault)
        case .ended: StyledText("over", .fault)
        }
    }
}

/// Commits and lag, a partition a line.
struct LagTable {
    let group: String
    let sandbox: Sandbox

    init(group: String, _ sandbox: Sandbox) {
        self.group = group
        self.sandbox = sandbox
    }

    func lines(for capabilities: Capabilities) -> [StyledText] {
        let rows = sandbox.partitions(of: group).map { partition in
            let committed = sandbox.committed(group, partition)
            return [
                StyledText(group), StyledText("\(partition)"),
                StyledText(committed.map { "\($0)" } ?? "–"),
                "\(sandbox.endOffset(of: partition))",
                "\(sandbox.lag(of: group, in: partition))",
            ]
        }
        return table(rows).lines(for: capabilities)
            + remarks.flatMap {
                $0.spelled(for: capabilities).wrapped(to: capabilities.width, hanging: 2)
            }
    }

    private var remarks: [StyledText] {
        sandbox.partitions(of: group).compactMap { partition in
            sandbox.committed(group, partition).flatMap {
                sandbox.outOfRange($0, in: partition)
            }.map { StyledText("\(partition): \($0.sentence)", .quiet) }
        }
    }

    private func table(_ rows: [[StyledText]]) -> Table {
        Table(
            [
                .init("group"), .init("partition"), .init("committed", right: true),
                .init("end", right: true), .init("lag", right: true),
            ], rows: rows)
    }
}
