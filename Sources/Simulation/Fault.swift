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
                    (.deploy, .deploy),
                ])
        case .commit:
            return Self.chosen(
                faults,
                [
                    (.crash, .crashBefore), (.crash, .crashAfter), (.lostRequest, .lostRequest),
                    (.lostAnswer, .lostAnswer), (.lateRequest, .latestRequest), (.zombie, .pause),
                    (.deploy, .deploy),
                ])
        case .send, .service:
            return Self.chosen(
                faults,
                [
                    (.crash, .crashBefore), (.crash, .crashAfter), (.lostRequest, .lostRequest),
                    (.lostAnswer, .lostAnswer), ([.crash, .lateRequest], .crashInFlight),
                    (.lateRequest, .lateRequest), (.lateRequest, .latestRequest), (.zombie, .pause),
                    (.deploy, .deploy),
                ])
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
        case .input: return []
        case .done:
            return Self.chosen(faults, [(.crash, .crashAfterReturn), (.crash, .crashAtReturn)])
        case .order: return Self.chosen(faults, [(.reordering, .overtaken)])
        }
    }

    private static func chosen(
        _ faults: FaultSet, _ all: [(needs: FaultSet, strike: Strike)]
    ) -> [Strike] {
        all.filter { faults.contains($0.needs) }.map(\.strike)
    }
}
