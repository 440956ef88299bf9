extension StickyRound {
    /// Where members subscribe to different topics (Kafka's `generalAssign`): all keep what they
    /// had, the rest goes to who has least, and then partitions move as long as that evens out.
    ///
    /// In the end nobody could take over a partition of somebody who has two more or more. Kafka
    /// also remembers who had a partition in the generation before the last, and prefers that
    /// member; here it counts like any other.
    mutating func shareAmongUnequals() {
        var balance = Balance(subscribersByPartition(), members: members.count)
        for member in members.indices {
            for partition in claimed(by: member) { balance.give(partition, to: member) }
        }
        let scarceFirst = partitions.indices.sorted { left, right in
            let counts = (balance.candidates(for: left).count, balance.candidates(for: right).count)
            return (counts.0, left) < (counts.1, right)
        }
        let new = scarceFirst.filter { balance.owner(of: $0) == nil }
        for partition in new { balance.giveToLeastLoaded(partition) }
        balance.evenOut(new, topicOf: partitions.place(ofNumber:))
        balance.evenOut(scarceFirst, topicOf: partitions.place(ofNumber:))
        for partition in partitions.indices {
            if let owner = balance.owner(of: partition) { shares[owner].append(partition) }
        }
    }

    private func subscribersByPartition() -> [[Int]] {
        var subscribers = Array(repeating: [Int](), count: partitions.count)
        for (member, subscription) in members.map(\.subscription).enumerated() {
            for topic in Set(subscription.topics) {
                guard let place = partitions.place(ofTopic: topic) else { continue }
                for number in partitions.numbers(ofTopicAt: place) {
                    subscribers[number].append(member)
                }
            }
        }
        return subscribers
    }
}

/// Who has which partition, and how many.
private struct Balance {
    private struct Move: Hashable {
        let topic: Int
        let from: Int
        let to: Int
    }

    /// Per partition, who may have it, in the order of their ids.
    private let candidates: [[Int]]
    private var owners: [Int?]
    private var loads: [Int]
    private var moved: [Move: [Int]] = [:]

    init(_ candidates: [[Int]], members: Int) {
        self.candidates = candidates
        loads = Array(repeating: 0, count: members)
        owners = Array(repeating: nil, count: candidates.count)
    }

    func candidates(for partition: Int) -> [Int] { candidates[partition] }
    func owner(of partition: Int) -> Int? { owners[partition] }

    mutating func give(_ partition: Int, to member: Int) {
        if let owner = owners[partition] { loads[owner] -= 1 }
        owners[partition] = member
        loads[member] += 1
    }

    mutating func giveToLeastLoaded(_ partition: Int) {
        if let member = leastLoaded(for: partition) { give(partition, to: member) }
    }

    /// Moves these partitions to members with at least two fewer, until there is none to move. Each
    /// move makes the sum of the loads' squares smaller, so there is an end.
    mutating func evenOut(_ partitions: [Int], topicOf: (Int) -> Int) {
        var hasMoved: Bool
        repeat {
            hasMoved = false
            for partition in partitions {
                guard let owner = owners[partition], let taker = leastLoaded(for: partition),
                    loads[owner] > loads[taker] + 1
                else { continue }
                move(partition, of: topicOf(partition), from: owner, to: taker)
                hasMoved = true
            }
        } while hasMoved
    }

    /// A partition that came from there goes back first: two members that swap partitions of one
    /// topic would have moved them for nothing.
    private mutating func move(_ partition: Int, of topic: Int, from owner: Int, to taker: Int) {
        let back = Move(topic: topic, from: taker, to: owner)
        if let returning = moved[back]?.popLast(), owners[returning] == owner {
            give(returning, to: taker)
        } else {
            give(partition, to: taker)
            moved[Move(topic: topic, from: owner, to: taker), default: []].append(partition)
        }
    }

    private func leastLoaded(for partition: Int) -> Int? {
        candidates[partition].min { (loads[$0], $0) < (loads[$1], $1) }
    }
}
