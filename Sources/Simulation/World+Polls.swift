import EventBroker
import EventClient
import Eventlings

extension World {
    /// A `poll` begins. From the second empty one in a row on, nothing strikes there, nor from the
    /// second start in vain on.
    func pollBegins(_ incarnation: Int) async {
        guard !isOver else { return }
        collectOutput(of: incarnation)
        await awakening(of: incarnation)
        if incarnations[incarnation].emptyPolls == 0 { await strikeAtPoll(incarnation) }
        if incarnations[incarnation].isAskedToStop { await pollInVain(incarnation) }
    }

    private func strikeAtPoll(_ incarnation: Int) async {
        note(.sent(.poll), by: incarnation)
        guard !startsInVain(incarnation), let strike = draw(.poll, at: .poll) else { return }
        note(.struck(strike, .poll), by: incarnation)
        switch strike {
        case .newInstance: startSpareInstance()
        case .leave: leave(incarnation)
        case .brokerAway: loseBroker()
        case .morePartitions: growTopics()
        case .clockForwards: jumpClock(of: incarnation, forwards: true)
        case .clockBackwards: jumpClock(of: incarnation, forwards: false)
        case .deploy: deploy(incarnation)
        case .crashBefore: crash(incarnation)
        case .pause: pause(incarnation)
        default: break
        }
        await awakening(of: incarnation)
    }

    /// Once it is asked to stop, a process's poll throws. It counts as empty, and takes time, twice
    /// as much each time: who polls on in a loop must not keep the end of the grace from coming.
    private func pollInVain(_ incarnation: Int) async {
        let delay = Self.millisecond << min(incarnations[incarnation].emptyPolls, 10)
        incarnations[incarnation].emptyPolls += 1
        await withUnsafeContinuation {
            schedule(.pollEnds($0, incarnation: incarnation), at: now + delay)
        }
    }

    /// Waits while the process is paused, and for ever when it is dead.
    private func awakening(of incarnation: Int) async {
        while incarnations[incarnation].state != .running {
            await withUnsafeContinuation { incarnations[incarnation].heldPolls.append($0) }
        }
    }

    /// In calm an empty poll may return late, twice as late each time, as a real one may; but not
    /// where the process has calls of services under way: it polls to learn of their end. So may, by a
    /// moment, one that would not wait at all: a loop around it must have an end.
    func patient(_ request: History.Request, _ incarnation: Int) -> History.Request {
        let rounds = lateRounds(of: incarnation)
        guard rounds > 0, case .broker(.fetch(var fetch)) = request else { return request }
        let isCalm =
            (calmSince != nil || isLull) && incarnations[incarnation].serviceCalls == 0
        let usual = max(fetch.maxWaitMilliseconds, isCalm ? Self.shortestWait : 1)
        let late = min(usual << rounds, isCalm ? latestPoll : Self.shortestWait)
        fetch.maxWaitMilliseconds = max(fetch.maxWaitMilliseconds, late)
        stayAlive(incarnation, forMilliseconds: fetch.maxWaitMilliseconds)
        return .broker(.fetch(fetch))
    }

    private func lateRounds(of incarnation: Int) -> Int {
        min(max(0, incarnations[incarnation].emptyPolls - onTimePolls), 8)
    }

    /// Nothing is going to happen but what other services are yet to write.
    private var isLull: Bool {
        !setup.surroundings.laterInput.isEmpty && calmSince == nil
    }

    func countEmptyPoll(
        _ request: History.Request, _ answer: History.Answer, _ incarnation: Int
    ) {
        let isEmpty: Bool
        switch (request, answer) {
        case (.broker(.fetch), .broker(.fetch(let fetched))):
            isEmpty = !fetched.partitions.contains { !$0.batches.isEmpty }
        case (.service(.changes), .service(.changes(let changes))): isEmpty = changes.isEmpty
        default: return
        }
        incarnations[incarnation].emptyPolls =
            isEmpty ? incarnations[incarnation].emptyPolls + 1 : 0
        landCallsInFlight(after: incarnation)
    }

    /// A look at a change feed that finds nothing is an empty poll, and waits as one.
    func waitingTime(for answer: ServiceAnswer, by number: Int) -> Int64 {
        guard case .changes(let changes) = answer, changes.isEmpty else { return Self.millisecond }
        let rounds = lateRounds(of: calls[number].incarnation)
        let late = calmSince == nil ? Self.usualWait : min(Self.usualWait << rounds, latestPoll)
        return late * Self.millisecond
    }

    /// In milliseconds, as these are.
    private static let usualWait: Int64 = 1_000
    private static let shortestWait: Int64 = 250
}
