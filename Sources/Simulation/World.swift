package import EventBroker
import EventLog
package import Eventlings
import HeapModule

/// One simulated world: processes that run the learner's code, a broker, the services around them,
/// and a clock that moves when nobody is ready.
///
/// It holds no actor, task or lock. A call of the learner's is a continuation that the loop below
/// resumes; a dead process's calls are never resumed, so its code never unwinds.
///
/// `@unchecked Sendable`: the host process has one thread (see `SimulationExecutor`).
package final class World: @unchecked Sendable {
    let suite: Suite
    let setup: WorldSetup
    /// The suite's, in nanoseconds.
    let patience: Int64
    /// A run that does not become calm is watched for so long, in nanoseconds.
    let longestUnrest: Int64
    /// In milliseconds.
    let latestPoll: Int64
    let machine: any Machine
    let makeSolution: () -> any ExerciseSolution
    let pristineBroker: Broker
    let pristineServices: Services
    /// What may strike at each kind of choice point, by the kind's code.
    let strikes: [[Strike]]
    /// By the service's index.
    let callTimes: [ServiceTime]

    package internal(set) var broker: Broker
    package internal(set) var services: Services
    package internal(set) var published = Publications()
    /// What the suite's agreement came to in a process with another hash seed; empty where there
    /// was none.
    package var elsewhere: [String: String] = [:]

    var choices = ChoiceSource(Tape(world: ""), notesOpenPoints: false)
    var injector: (any FaultInjector)?
    var events = Heap<Event>()
    var eventCount = 0
    var ready: [ReadyJob] = []
    var readyHead = 0
    /// Where the round ends in which jobs run backwards.
    var readyRound = 0
    var owners = TaskOwners()
    var instances: [Instance] = []
    var incarnations: [Incarnation] = []
    /// The incarnation whose code is running.
    var current: Int?
    /// The incarnation whose globals and random stream are in the machine.
    var loaded: Int?
    var calls: [Call] = []
    var members: [Member] = []
    var nextTick: Timestamp?
    var pendingInput = 0
    var lateCalls = 0
    /// How many empty polls in a row return on time, also in calm.
    var onTimePolls = 0
    var troubles = Troubles()
    /// The most calls of services that one process has had under way at once, in this run.
    package internal(set) var mostCallsInFlight = 0
    /// The order that a process began to work on when it had lost its partition, if one did.
    package internal(set) var begunAfterLoss: String?
    /// The process that was asked to stop, and made no room for others, if one did.
    package internal(set) var keptPlace: String?
    var lastEffectAt: Int64 = 0
    var calmSince: Int64?
    var stepsSinceCall = 0
    var orderChoices = 0
    /// Since the run began, or since no process lived.
    var steps = 0
    var allSteps = 0
    /// Calls of processes that had something to do.
    var busyCalls = 0
    var printedBytes = 0
    var finding: Finding?
    var history: History?
    /// Whether the history goes on when a promise has broken.
    var isToldToItsEnd = false
    /// Whether the history says what the broker's state was at each moment.
    var describesBroker = false
    /// Whether a schedule may begin in the middle, where another one with the same beginning was.
    package var keepsSnapshots = false
    var snapshot: WorldSnapshot?
    /// How long a run goes on from a standstill, where that is known.
    var knownRest: ((Standstill) -> Int64?)?
    var standstills: [Standstill] = []
    var restsAt: Int64?
    var isCutShort = false

    package init(
        suite: Suite, setup: WorldSetup, machine: any Machine,
        makeSolution: @escaping () -> any ExerciseSolution
    ) {
        self.suite = suite
        self.setup = setup
        patience = suite.patience.inNanoseconds
        let lastInput = setup.surroundings.laterInput.map(\.after).max() ?? .zero
        longestUnrest = lastInput.inNanoseconds + 3 * patience
        latestPoll = setup.surroundings.latestPoll.inNanoseconds / Self.millisecond
        self.machine = machine
        self.makeSolution = makeSolution
        strikes = setup.strikes
        callTimes = Service.allCases.map {
            ServiceTime(setup.surroundings.callTimes[$0] ?? CallTime())
        }
        pristineServices = Services(
            database: setup.surroundings.database,
            gatewayKeyLifetime: setup.surroundings.gatewayKeyLifetime)
        services = pristineServices
        pristineBroker = Self.filledBroker(setup)
        broker = pristineBroker
    }

    /// The setup's id.
    package var id: String { setup.id }

    /// All that has been decided so far in the run.
    package var tape: Tape { choices.tape }

    /// Plays one schedule from the beginning to its end.
    ///
    /// - Parameters:
    ///   - describingBroker: Whether the narration says at each moment what the broker's state is.
    ///   - toTheEnd: Whether the narration goes on when a promise has broken.
    ///   - injector: Adds deviations to a tape that has none; `self.tape` has them afterwards.
    ///   - knownRest: How long a run goes on from a standstill, and every promise is kept; nil where
    ///     that isn't known. The run ends where it is. Without it, standstills aren't noted.
    package func play(
        _ tape: Tape, narrating: Bool = false, describingBroker: Bool = true,
        toTheEnd: Bool = false,
        notesOpenPoints: Bool = false, injector: (any FaultInjector)? = nil,
        knownRest: ((Standstill) -> Int64?)? = nil
    ) -> Run {
        onTimePolls = 0
        let run = playOnce(
            tape, narrating, describingBroker, toTheEnd, notesOpenPoints, injector, knownRest)
        guard !toTheEnd, run.steps <= Self.stepsWorthAnother else { return run }
        // Whoever counts empty polls meets few of them, as late as they are.
        switch run.finding {
        case .invariant(let index) where suite.invariants[index].kind == .liveness:
            onTimePolls = Self.onTimePollsIfMissed
            return playOnce(
                self.tape, narrating, describingBroker, toTheEnd, notesOpenPoints, nil, knownRest)
        case nil where tape.deviations.isEmpty && injector == nil:
            onTimePolls = Self.onTimePollsIfPlain
            let second = playOnce(
                tape, narrating, describingBroker, toTheEnd, notesOpenPoints, nil, nil)
            return second.finding == nil ? run : second
        default: return run
        }
    }

    private func playOnce(
        _ tape: Tape, _ narrating: Bool, _ describingBroker: Bool, _ toTheEnd: Bool,
        _ notesOpenPoints: Bool, _ injector: (any FaultInjector)?,
        _ knownRest: ((Standstill) -> Int64?)?
    ) -> Run {
        reset(tape, narrating: narrating, notesOpenPoints: notesOpenPoints)
        self.knownRest = knownRest
        isToldToItsEnd = toTheEnd
        describesBroker = describingBroker
        self.injector = injector
        SimulationExecutor.shared.sink = self
        if !goOnFromSnapshot(tape) { beginAnew() }
        while !isOver, turn() {}
        if !choices.isStray, !isCutShort { judgeTheEnd() }
        SimulationExecutor.shared.sink = nil
        if finding == nil, !standstills.isEmpty, !isCutShort, isAtRest { restsAt = now }
        return Run(
            finding: finding, openPoints: choices.openPoints, choicePoints: choices.count,
            allStruck: choices.isSpent, steps: allSteps, standstills: standstills, restsAt: restsAt,
            hasReadWallTime: machine.hasToldWallTime, history: history)
    }

    private func beginAnew() {
        drawInput()
        drawArrival()
        scheduleSurroundings()
        for index in instances.indices where !instances[index].isSpare {
            schedule(.start(instance: index), at: now)
        }
    }

    /// One job, or else the next event; false at the end.
    private func turn() -> Bool {
        if readyHead < ready.count, stepsSinceCall < Self.stepsBeforeTimeMoves {
            runNextJob()
            return true
        }
        noteCalm()
        guard let next = events.min, !mayEnd(before: next.at) else { return false }
        events.removeMin()
        stepsSinceCall = 0
        perform(next)
        return !isCutShort
    }

    /// A run ends with its first finding. One that is told goes on to its end all the same, so that
    /// it can be said which other promises were kept.
    var isOver: Bool {
        switch finding {
        case nil: false
        case .invariant: history == nil
        default: true
        }
    }

    private func reset(_ tape: Tape, narrating: Bool, notesOpenPoints: Bool) {
        machine.now = 0
        machine.wallClockOffset = 0
        broker = pristineBroker
        services = pristineServices
        troubles = Troubles()
        (mostCallsInFlight, lastEffectAt) = (0, 0)
        (begunAfterLoss, keptPlace) = (nil, nil)
        published = Publications()
        choices = ChoiceSource(tape, notesOpenPoints: notesOpenPoints)
        events = Heap()
        ready.removeAll(keepingCapacity: true)
        (readyHead, readyRound) = (0, 0)
        owners.removeAll()
        let spares = setup.spareInstance.map { [Instance(name: $0, isSpare: true)] } ?? []
        instances = setup.instances.map { Instance(name: $0, isSpare: false) } + spares
        incarnations.removeAll(keepingCapacity: true)
        calls.removeAll(keepingCapacity: true)
        members.removeAll(keepingCapacity: true)
        (current, loaded, nextTick, calmSince, finding) = (nil, nil, nil, nil, nil)
        (eventCount, pendingInput, lateCalls) = (0, 0, 0)
        (stepsSinceCall, orderChoices, steps, allSteps) = (0, 0, 0, 0)
        (busyCalls, printedBytes) = (0, 0)
        standstills.removeAll(keepingCapacity: true)
        (restsAt, isCutShort) = (nil, false)
        machine.forgetReadings()
        history = narrating ? History(records: Self.records(setup)) : nil
    }

    /// Who gives up after a minute without records is seen to do so; who has more patience is not.
    private static let onTimePollsIfPlain = 64
    private static let onTimePollsIfMissed = 400
    /// A busier run is none that waits for its polls.
    private static let stepsWorthAnother = 5_000
    /// A loop that only yields must not stop the clock.
    private static let stepsBeforeTimeMoves = 1_000
}

/// What a schedule came to.
package struct Run: Sendable {
    package var finding: Finding?
    package var openPoints: [OpenPoint]
    package var choicePoints: Int
    /// False if the tape names choice points that the run never met.
    package var allStruck: Bool
    /// Jobs of processes that were run.
    package var steps: Int
    /// In their order; at the last one the run was cut short if its rest was known.
    package var standstills: [Standstill]
    /// When nothing but empty polls was going to happen, with every promise kept; nil if a promise
    /// broke, or if the run ended before it was at rest.
    package var restsAt: Int64?
    /// Whether its code has asked for the date or the time of day.
    package var hasReadWallTime: Bool
    package var history: History?
}

/// Why a run is not what was promised.
package enum Finding: Hashable, Sendable {
    case invariant(Int)
    /// `run` returned although nobody had asked it to stop.
    case returned
    /// It goes on and on, and never waits for anything new.
    case restless
    case flood
}

struct ReadyJob {
    let job: UnownedJob
    let owner: Int
}

struct Event: Comparable {
    enum Kind {
        case timer(UnownedJob, owner: Int)
        case endOfSend(UnsafeContinuation<Void, Never>, incarnation: Int)
        case apply(call: Int)
        case answer(call: Int)
        case timeOut(call: Int)
        case land(call: Int)
        case brokerTick
        case start(instance: Int)
        case endOfGrace(incarnation: Int)
        case wake(incarnation: Int)
        case append(record: Int)
        case pollEnds(UnsafeContinuation<Void, Never>, incarnation: Int)
        case follows(Consequence)
    }

    /// What comes of a trouble, or of a process's idleness, after a while.
    enum Consequence: Hashable {
        case outageBegins, brokerReturns
        case growthIsNoticed
        case newInput(Int)
        case laterInput(Int)
        case partitionArrives
        case pollInterval(member: Int)
        case placeIsFree(incarnation: Int)
    }

    let at: Int64
    /// Events of one moment happen in the order in which they were made.
    let order: Int
    let kind: Kind

    static func < (left: Event, right: Event) -> Bool {
        (left.at, left.order) < (right.at, right.order)
    }

    static func == (left: Event, right: Event) -> Bool {
        left.order == right.order
    }
}

extension World {
    func schedule(_ kind: Event.Kind, at moment: Int64) {
        events.insert(Event(at: moment, order: eventCount, kind: kind))
        eventCount += 1
    }

    private func perform(_ event: Event) {
        if case .timer(let job, let owner) = event.kind { return fire(job, owner, at: event.at) }
        machine.now = max(machine.now, event.at)
        switch event.kind {
        case .timer: break
        case .endOfSend(let continuation, let incarnation): endSend(continuation, of: incarnation)
        case .apply(let call): apply(call)
        case .answer(let call): answer(call)
        case .timeOut(let call): timeOut(call)
        case .land(let call): land(call)
        case .brokerTick: tickBroker()
        case .start(let instance):
            noteStandstill(startingNext: instance)
            if !isCutShort { start(instance) }
        case .endOfGrace(let incarnation): endGrace(of: incarnation)
        case .wake(let incarnation): wake(incarnation)
        case .append(let record): appendAgain(record)
        case .pollEnds(let poll, let incarnation): inside(incarnation) { poll.resume() }
        case .follows(let consequence): follow(consequence)
        }
    }

    private func follow(_ consequence: Event.Consequence) {
        switch consequence {
        case .brokerReturns: brokerReturns()
        case .outageBegins: beginOutage()
        case .growthIsNoticed: noticeGrowth()
        case .newInput(let index): appendNewInput(index)
        case .laterInput(let index): appendLaterInput(index)
        case .partitionArrives: partitionArrives()
        case .pollInterval(let member): pollIntervalIsOver(member)
        case .placeIsFree(let incarnation): lookForPlace(of: incarnation)
        }
    }

    /// The choice at a point of this kind: nil for the plain course.
    func draw(_ kind: ChoiceKind, at request: History.Request? = nil) -> Strike? {
        let options = strikes(at: kind, request)
        if let strike = injector?.strike(at: kind, request, among: options),
            let index = options.firstIndex(of: strike)
        {
            choices.deviate(to: index + 1)
        }
        guard !options.isEmpty else { return nil }
        let option = choices.draw(kind, options: options.count)
        guard option > 0 else { return nil }
        calmSince = nil
        return options[option - 1]
    }

    func note(
        _ moment: @autoclosure () -> History.Moment, by incarnation: Int? = nil, call: Int? = nil
    ) {
        guard history != nil, finding == nil || isToldToItsEnd else { return }
        let process = incarnation.map { instances[incarnations[$0].instance].name } ?? ""
        history?.entries.append(
            History.Entry(
                at: now, incarnation: incarnation, process: process, call: call, moment: moment(),
                brokerState: describesBroker ? describeBroker() : []))
    }
}
