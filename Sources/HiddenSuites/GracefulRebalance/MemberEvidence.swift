import EventBroker
import Eventlings
import Simulation

/// The evidence about a group's members: which partitions each of them had, and when it gave them up.
///
/// Positions are those of `Evidence`.
struct MemberEvidence {
    /// An application was told that partitions go.
    struct Farewell {
        let incarnation: Int
        let partitions: [TopicPartition]
        let isLost: Bool
        let at: Int
        /// When it had done what it does then, and its client went on.
        var isOver: Int?
    }

    struct Assignment {
        let incarnation: Int
        let partitions: [TopicPartition]
        let at: Int
    }

    let evidence: Evidence
    private(set) var farewells: [Farewell] = []
    private(set) var assignments: [Assignment] = []
    /// Who was out of its group since it had not polled in time, and when.
    private(set) var expiries: [(incarnation: Int, at: Int)] = []
    private(set) var killed: Set<Int> = []
    /// Somebody has crashed or stalled.
    private(set) var hasTrouble = false
    /// The names that are kept for those who join under one.
    private(set) var instanceIDs: [Int: String] = [:]
    /// Where the promise broke.
    private(set) var brokenAt: Int?
    /// When each life has last asked for anything.
    private(set) var lastRequest: [Int: Int] = [:]
    /// The partitions of each life's last fetch.
    private(set) var lastFetch: [Int: Set<TopicPartition>] = [:]

    init(_ history: History) {
        evidence = Evidence(history)
        for (position, entry) in history.entries.enumerated() {
            guard let incarnation = entry.incarnation else {
                if case .broke = entry.moment { brokenAt = position }
                continue
            }
            if case .sent = entry.moment { lastRequest[incarnation] = position }
            read(entry.moment, at: position, of: incarnation)
        }
    }

    private mutating func read(
        _ moment: History.Moment, at position: Int, of incarnation: Int
    ) {
        switch moment {
        case .gaveUp(let partitions, let isLost):
            farewells.append(
                Farewell(
                    incarnation: incarnation, partitions: partitions, isLost: isLost, at: position))
        case .sent(.broker(.joinGroup(let join))), .answered(.broker(.joinGroup(let join)), _):
            instanceIDs[incarnation] = join.groupInstanceID
            endFarewell(of: incarnation, at: position)
        case .sent(.broker(.leaveGroup)), .answered(.broker(.leaveGroup), _), .returned, .threw:
            endFarewell(of: incarnation, at: position)
        case .answered(.broker(.syncGroup), .broker(.syncGroup(let sync))):
            assignments.append(
                Assignment(
                    incarnation: incarnation, partitions: sync.partitions, at: position))
        case .answered(.broker(.fetch(let fetch)), _):
            lastFetch[incarnation] = Set(fetch.positions.map(\.partition))
        case .pollIntervalPassed: expiries.append((incarnation, position))
        case .killed:
            killed.insert(incarnation)
            endFarewell(of: incarnation, at: position)
        case .struck(.pause, _), .struck(.crashBefore, _), .struck(.crashAfter, _),
            .struck(.crashInFlight, _):
            hasTrouble = true
        default: break
        }
    }

    private mutating func endFarewell(of incarnation: Int, at position: Int) {
        guard let last = farewells.lastIndex(where: { $0.incarnation == incarnation }),
            farewells[last].isOver == nil
        else { return }
        farewells[last].isOver = position
    }

    /// The last time that a life was told to give up this partition, before a position.
    func farewell(
        to partition: TopicPartition, by incarnation: Int, before position: Int
    ) -> Farewell? {
        farewells.last {
            $0.incarnation == incarnation && $0.at < position && $0.partitions.contains(partition)
        }
    }

    /// The last hand-out of an order to a life, before a position.
    func handOut(
        of orderId: String, to incarnation: Int, before position: Int
    ) -> Evidence.Handed? {
        evidence.handed.last {
            $0.incarnation == incarnation && $0.orderId == orderId && $0.poll < position
        }
    }
}
