/// Kafka's sticky assignors (`AbstractStickyAssignor`): as even as can be, and among the even ways
/// one that moves few partitions.
///
/// Members say what they had and in which generation. Where Kafka visits them in the order of a hash
/// table, the order here is that of their ids, so the same group is always shared out the same way.
enum StickyAssignor {
    static func assign(
        members: [JoinGroup.Member], partitions: [String: Int]
    ) -> [SyncGroup.Assignment] {
        var round = StickyRound(members: members, partitions: partitions)
        round.share()
        return round.assignments { _, _ in true }
    }

    /// A partition that somebody else still reads is left out: its owner gives it up after this
    /// rebalance, and the next one, which that brings about, hands it on.
    static func assignCooperatively(
        members: [JoinGroup.Member], partitions: [String: Int]
    ) -> [SyncGroup.Assignment] {
        var round = StickyRound(members: members, partitions: partitions)
        round.share()
        return round.assignments { member, partition in
            switch round.claims[partition] {
            case .nobody: true
            case .member(let owner): owner == member
            case .several: false
            }
        }
    }
}

/// The sharing out of a group's partitions, which are numbered, as its members are.
struct StickyRound {
    /// Who says that it has a partition.
    enum Claim: Hashable {
        case nobody
        case member(Int)
        /// Two, of the same generation: neither is believed.
        case several
    }

    /// In the order of their ids.
    let members: [JoinGroup.Member]
    /// The members' places in the order in which they were handed in.
    private let places: [Int]
    let partitions: NumberedPartitions
    /// Per partition, by the newest generation that somebody reports.
    let claims: [Claim]
    /// Per member, what it gets: first what it keeps.
    var shares: [[Int]]

    init(members: [JoinGroup.Member], partitions: [String: Int]) {
        places = members.indices.sorted { members[$0].id < members[$1].id }
        self.members = places.map { members[$0] }
        self.partitions = NumberedPartitions(
            topics: Set(members.flatMap(\.subscription.topics)), partitions)
        claims = Self.claims(of: self.members, to: self.partitions)
        shares = Array(repeating: [], count: members.count)
    }

    mutating func share() {
        guard let first = members.first else { return }
        let topics = Set(first.subscription.topics)
        if members.allSatisfy({ Set($0.subscription.topics) == topics }) {
            shareAmongEquals()
        } else {
            shareAmongUnequals()
        }
    }

    /// In the order in which the members were handed in.
    func assignments(where isToBeGiven: (_ member: Int, _ partition: Int) -> Bool)
        -> [SyncGroup.Assignment]
    {
        var assignments = Array(
            repeating: SyncGroup.Assignment(memberID: "", partitions: []), count: members.count)
        for (member, share) in shares.enumerated() {
            let given = share.filter { isToBeGiven(member, $0) }
            assignments[places[member]] = SyncGroup.Assignment(
                memberID: members[member].id, partitions: given.map { partitions[$0] })
        }
        return assignments
    }

    /// What the member had, is believed to have, and still subscribes to.
    func claimed(by member: Int) -> [Int] {
        let topics = Set(members[member].subscription.topics)
        return members[member].subscription.ownedPartitions.compactMap { partition in
            guard topics.contains(partition.topic), let number = partitions.number(of: partition),
                claims[number] == .member(member)
            else { return nil }
            return number
        }
    }

    private static func claims(
        of members: [JoinGroup.Member], to partitions: NumberedPartitions
    ) -> [Claim] {
        var claims = Array(repeating: Claim.nobody, count: partitions.count)
        var newest = Array(repeating: Int32.min, count: partitions.count)
        for (member, subscription) in members.map(\.subscription).enumerated() {
            for partition in subscription.ownedPartitions {
                guard let number = partitions.number(of: partition),
                    subscription.generation >= newest[number]
                else { continue }
                let isRepeated = subscription.generation == newest[number]
                let hasRival = isRepeated && claims[number] != .member(member)
                claims[number] = hasRival ? .several : .member(member)
                newest[number] = subscription.generation
            }
        }
        return claims
    }
}
