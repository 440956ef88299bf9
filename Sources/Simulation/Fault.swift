package import EventBroker

/// What may go wrong in a world, as a suite turns it on.
package struct FaultSet: OptionSet, Sendable {
    package let rawValue: Int

    package init(rawValue: Int) {
        self.rawValue = rawValue
    }

    /// A process dies: before a call takes effect, after it, or with its request still on the way.
    package static let crash = FaultSet(rawValue: 1 << 0)
    /// No effect; the caller's call times out.
    package static let lostRequest = FaultSet(rawValue: 1 << 1)
    /// The effect happens; the caller's call times out.
    package static let lostAnswer = FaultSet(rawValue: 1 << 2)
    /// The caller's call times out; the effect happens later.
    package static let lateRequest = FaultSet(rawValue: 1 << 3)
    /// The group's committed offsets are forgotten, and it starts at the beginning again.
    package static let rewind = FaultSet(rawValue: 1 << 4)
    /// A producer's retry lands twice: the same event at a new offset.
    package static let duplicateAppend = FaultSet(rawValue: 1 << 5)
    /// Another instance joins the group.
    package static let rebalance = FaultSet(rawValue: 1 << 6)
    /// A process pauses in `poll` past its session timeout.
    package static let sessionTimeout = FaultSet(rawValue: 1 << 7)
    /// A process pauses past its session timeout with work in its hands, then goes on.
    package static let zombie = FaultSet(rawValue: 1 << 8)
    /// A process is asked to stop, and another one started in its place.
    package static let deploy = FaultSet(rawValue: 1 << 9)
    /// Tasks of one process that are ready at the same moment run in another order. It is no fault,
    /// so `all` leaves it out.
    package static let reordering = FaultSet(rawValue: 1 << 10)
    /// A process is asked to stop, and none is started in its place for a minute.
    package static let leave = FaultSet(rawValue: 1 << 11)
    /// A call fails some times in a row, then works: see `Surroundings.failing`.
    package static let transient = FaultSet(rawValue: 1 << 12)
    /// A call takes much longer than others, which overtake it.
    package static let slow = FaultSet(rawValue: 1 << 13)
    /// Nobody reaches the broker for 3 minutes: requests have no effect, and no answer.
    package static let brokerAway = FaultSet(rawValue: 1 << 14)
    /// The broker stops in the middle of a write, and is back after 5 s. What it had not acknowledged
    /// by then is not in the log, or is there and its sender never hears of it.
    package static let brokerRestart = FaultSet(rawValue: 1 << 15)
    /// Each topic grows by a partition: see `Surroundings.inputAfterGrowth`.
    package static let morePartitions = FaultSet(rawValue: 1 << 16)
    /// A machine's wall clock is set an hour forwards, or backwards.
    package static let clockJump = FaultSet(rawValue: 1 << 17)
    /// What is in one of the partitions arrives 10 s late.
    package static let latePartition = FaultSet(rawValue: 1 << 18)

    /// Those that can happen wherever a consumer reads and a service is called; the later ones are
    /// turned on by name.
    package static let all: FaultSet = [
        .crash, .lostRequest, .lostAnswer, .lateRequest, .rewind, .duplicateAppend, .rebalance,
        .sessionTimeout, .zombie, .deploy,
    ]
}

/// What strikes at one choice point.
package enum Strike: Hashable, Sendable {
    case crashBefore
    case crashAfter
    /// The request takes effect when the restarted process has polled.
    case crashInFlight
    case lostRequest
    case lostAnswer
    /// The effect lands just before the sender's next call.
    case lateRequest
    /// The effect lands 5 s after the caller's timeout.
    case latestRequest
    case pause
    case deploy
    case newInstance
    case rewind
    case duplicateAppend(record: Int)
    /// A function of the contract has returned, and its caller never hears of it.
    case crashAtReturn
    /// It has returned, and its caller knows.
    case crashAfterReturn
    /// A task that is ready waits for the next one to run first.
    case overtaken
    /// Asked to stop, and away for a minute.
    case leave
    /// This call fails, and the same one again until it has failed so many times.
    case failing(times: Int)
    /// This call takes long.
    case slow
    case brokerAway
    /// It strikes by itself, and at no choice point.
    case outage(minutes: Int)
    case brokerRestart
    case morePartitions
    case clockForwards
    case clockBackwards
    case late(TopicPartition)

    /// Whether it comes between the effect and the answer.
    var hitsAfterEffect: Bool { self == .crashAfter || self == .lostAnswer }
}

/// The kinds of choice points, for counting and for what may strike there.
package enum ChoiceKind: String, CaseIterable, Sendable {
    case poll
    case commit
    case send
    /// What a transactional producer asks its coordinator.
    case transaction
    case service = "call"
    case read
    case start
    case input
    case done = "return"
    case order
    /// What others have written is about to be read.
    case arrival

    /// Its place among all cases.
    package var code: UInt8 {
        switch self {
        case .poll: 0
        case .commit: 1
        case .send: 2
        case .transaction: 3
        case .service: 4
        case .read: 5
        case .start: 6
        case .input: 7
        case .done: 8
        case .order: 9
        case .arrival: 10
        }
    }

    /// The last one, for a code that none has.
    package init(code: UInt8) {
        self = Self.allCases[min(Int(code), Self.allCases.count - 1)]
    }

    /// What may strike, in a fixed order: a tape's option n is the n-th.
    func strikes(_ faults: FaultSet) -> [Strike] {
        switch self {
        case .poll:
            return Self.chosen(
                faults,
                [
                    (.crash, .crashBefore), (.rebalance, .newInstance), (.sessionTimeout, .pause),
                    (.deploy, .deploy), (.leave, .leave), (.brokerAway, .brokerAway),
                    (.morePartitions, .morePartitions), (.clockJump, .clockForwards),
                    (.clockJump, .clockBackwards),
                ])
        case .commit:
            return Self.chosen(
                faults,
                [
                    (.crash, .crashBefore), (.crash, .crashAfter), (.lostRequest, .lostRequest),
                    (.lostAnswer, .lostAnswer), (.lateRequest, .latestRequest), (.zombie, .pause),
                    (.deploy, .deploy), (.leave, .leave), (.slow, .slow),
                    (.brokerAway, .brokerAway),
                ])
        case .send:
            return Self.chosen(
                faults,
                Self.strikesAtCall + [
                    (.brokerAway, .brokerAway), (.brokerRestart, .brokerRestart),
                    (.morePartitions, .morePartitions),
                ])
        case .service: return Self.chosen(faults, Self.strikesAtCall)
        // None comes late: it might end the producer's next transaction. Before KIP-890's second part
        // nothing but the order of a connection's requests keeps Kafka's from that.
        case .transaction:
            return Self.chosen(
                faults,
                [
                    (.crash, .crashBefore), (.crash, .crashAfter), (.lostRequest, .lostRequest),
                    (.lostAnswer, .lostAnswer), (.zombie, .pause), (.deploy, .deploy),
                ])
        case .read:
            return Self.chosen(faults, [(.crash, .crashBefore), (.lostAnswer, .lostAnswer)])
        case .start: return Self.chosen(faults, [(.rewind, .rewind)])
        case .input, .arrival: return []
        case .done:
            return Self.chosen(faults, [(.crash, .crashAfterReturn), (.crash, .crashAtReturn)])
        case .order: return Self.chosen(faults, [(.reordering, .overtaken)])
        }
    }

    private static let strikesAtCall: [(needs: FaultSet, strike: Strike)] = [
        (.crash, .crashBefore), (.crash, .crashAfter), (.lostRequest, .lostRequest),
        (.lostAnswer, .lostAnswer), ([.crash, .lateRequest], .crashInFlight),
        (.lateRequest, .lateRequest), (.lateRequest, .latestRequest), (.zombie, .pause),
        (.deploy, .deploy), (.leave, .leave), (.slow, .slow), (.clockJump, .clockForwards),
        (.clockJump, .clockBackwards),
    ]

    private static func chosen(
        _ faults: FaultSet, _ all: [(needs: FaultSet, strike: Strike)]
    ) -> [Strike] {
        all.filter { faults.contains($0.needs) }.map(\.strike)
    }
}
