import EventBroker
import EventClient
import Eventlings

/// A call on its way: sent, applied, answered. Faults strike between the three.
struct Call {
    enum Completion {
        case broker(@Sendable (Result<BrokerResponse, ConnectionError>) -> Void)
        case service(UnsafeContinuation<Result<ServiceAnswer, ServiceTimedOut>, Never>)
    }

    let incarnation: Int
    let request: History.Request
    /// Nil once the caller has its answer.
    var completion: Completion?
    var strike: Strike?
    var answer: History.Answer?
    var isInterrupted = false
    /// A broker that stopped has taken it along: it neither takes effect any more nor has an answer.
    var isLost = false
}

extension World {
    /// A process sends a request. A strike can't stop the job in which it hits: what that job sends
    /// afterwards waits for the process's awakening, for ever if it is dead.
    func begin(_ request: History.Request, _ completion: Call.Completion, by incarnation: Int) {
        guard !isOver else { return }
        guard incarnations[incarnation].state == .running else {
            incarnations[incarnation].heldRequests.append((request, completion))
            return
        }
        stepsSinceCall = 0
        collectOutput(of: incarnation)
        landLateCalls(before: incarnation)
        let kind = Self.kind(of: request)
        let isIdle = kind == nil || changesNothing(request)
        let isIdling = isIdle && incarnations[incarnation].emptyPolls > 0
        if !isIdle { incarnations[incarnation].emptyPolls = 0 }
        let number = calls.count
        if !isIdling {
            note(.sent(request), by: incarnation, call: number)
            busyCalls += 1
            if busyCalls > Self.busyCallLimit { finding = finding ?? .restless }
        }
        if !incarnations[incarnation].lost.isEmpty { lookForLoss(request, by: incarnation) }
        if !setup.surroundings.poison.isEmpty, diesOfPoison(request, incarnation) { return }
        let strike = isIdling ? nil : kind.flatMap { draw($0, at: request) }
        calls.append(
            Call(
                incarnation: incarnation,
                request: withoutLatePartition(patient(request, incarnation)),
                completion: completion, strike: strike))
        if !Self.isFetch(request) { incarnations[incarnation].busyCalls += 1 }
        countInFlight(request, by: incarnation, 1)
        send(number, strike)
    }

    private func send(_ number: Int, _ strike: Strike?) {
        let incarnation = calls[number].incarnation
        let instance = incarnations[incarnation].instance
        if let strike, !strike.hitsAfterEffect {
            note(.struck(strike, calls[number].request), by: incarnation, call: number)
        }
        switch strike {
        case .crashBefore: crash(incarnation)
        case .crashInFlight:
            crash(incarnation)
            lateCalls += 1
            instances[instance].inFlight.append(number)
        case .lostRequest: schedule(.timeOut(call: number), at: now + timeout(of: number))
        case .lateRequest:
            lateCalls += 1
            instances[instance].late.append(number)
            schedule(.timeOut(call: number), at: now + timeout(of: number))
        case .latestRequest:
            lateCalls += 1
            schedule(.timeOut(call: number), at: now + timeout(of: number))
            schedule(.land(call: number), at: now + timeout(of: number) + Self.landingDelay)
        case .pause:
            incarnations[incarnation].heldCall = number
            pause(incarnation)
        case .brokerRestart: restartBroker()
        default:
            if let strike { begin(strike, at: number) }
            schedule(.apply(call: number), at: now + handlingTime(of: number))
        }
    }

    /// What befalls the world or the process while the request goes its way.
    private func begin(_ strike: Strike, at number: Int) {
        let incarnation = calls[number].incarnation
        switch strike {
        case .deploy: deploy(incarnation)
        case .leave: leave(incarnation)
        case .failing(let times): beginFailing(calls[number].request, times: times)
        case .slow: beginSlowSend(number)
        case .brokerAway: loseBroker()
        case .morePartitions: growTopics()
        case .clockForwards: jumpClock(of: incarnation, forwards: true)
        case .clockBackwards: jumpClock(of: incarnation, forwards: false)
        default: break
        }
    }

    /// A request takes effect, unless its sender has died since: one that outlives a crash is a
    /// deviation of its own (`crashInFlight`). Who ends by itself leaves its requests on their way.
    func apply(_ number: Int) {
        let call = calls[number]
        guard incarnations[call.incarnation].state != .dead, !isHeldUp(number) else { return }
        perform(number, late: false)
        if let strike = call.strike, strike.hitsAfterEffect {
            note(.struck(strike, call.request), by: call.incarnation, call: number)
        }
        switch call.strike {
        case .crashAfter: crash(call.incarnation)
        case .lostAnswer: schedule(.timeOut(call: number), at: now + timeout(of: number))
        default: break
        }
    }

    private func perform(_ number: Int, late: Bool) {
        switch calls[number].request {
        case .poll: break
        case .broker(let request):
            if case .offsetFetch(let fetch) = request {
                rewindIfDrawn(fetch, by: calls[number].incarnation)
            }
            broker.handle(request, id: RequestID(rawValue: number), now: timestamp)
            deliverReplies(lateCall: late ? number : nil)
        case .service(let request):
            let before = services.changes
            let answer = serve(request)
            let changed = services.changes != before
            if changed {
                lastEffectAt = now
                noteProgress(calls[number].incarnation)
            }
            calls[number].answer = .service(answer)
            note(
                .applied(.service(request), .service(answer), changed: changed, late: late),
                by: calls[number].incarnation, call: number)
            checkSafety()
            if !late { scheduleAnswer(number, after: waitingTime(for: answer, by: number)) }
        }
    }

    func scheduleAnswer(_ number: Int, after time: Int64 = millisecond) {
        switch calls[number].strike {
        case .crashAfter, .lostAnswer: break
        default: schedule(.answer(call: number), at: now + time)
        }
    }

    /// The caller goes on. An answer that was on its way when the caller gave up waiting is none.
    func answer(_ number: Int) {
        guard !calls[number].isLost, let answer = calls[number].answer,
            let completion = takeCompletion(of: number)
        else { return }
        let incarnation = calls[number].incarnation
        if case .broker(.syncGroup) = calls[number].request {
            incarnations[incarnation].isNewlyAssigned = true
        }
        noteAnswer(answer, to: calls[number].request, of: incarnation)
        countEmptyPoll(calls[number].request, answer, incarnation)
        note(.answered(calls[number].request, answer), by: incarnation, call: number)
        switch (completion, answer) {
        case (.broker(let complete), .broker(let response)):
            inside(incarnation) { complete(.success(response)) }
        case (.service(let continuation), .service(let answer)):
            inside(incarnation) { continuation.resume(returning: .success(answer)) }
        default: break
        }
    }

    func timeOut(_ number: Int) {
        guard let completion = takeCompletion(of: number) else { return }
        let incarnation = calls[number].incarnation
        let isInterrupted = calls[number].isInterrupted
        if !isInterrupted {
            note(.timedOut(calls[number].request), by: incarnation, call: number)
        }
        switch completion {
        case .broker(let complete):
            let error: ConnectionError = isInterrupted ? .interrupted : .timedOut
            inside(incarnation) { complete(.failure(error)) }
        case .service(let continuation):
            inside(incarnation) { continuation.resume(returning: .failure(ServiceTimedOut())) }
        }
    }

    /// Nil where nobody waits any more, or nobody lives to hear it.
    private func takeCompletion(of number: Int) -> Call.Completion? {
        let incarnation = calls[number].incarnation
        guard let completion = calls[number].completion else { return nil }
        calls[number].completion = nil
        if !Self.isFetch(calls[number].request) { incarnations[incarnation].busyCalls -= 1 }
        countInFlight(calls[number].request, by: incarnation, -1)
        switch incarnations[incarnation].state {
        case .running, .paused: return completion
        case .dead, .ended: return nil
        }
    }

    func land(_ number: Int) {
        lateCalls -= 1
        if troubles.brokerAwaySince != nil, case .broker = calls[number].request { return }
        perform(number, late: true)
    }

    private func landLateCalls(before incarnation: Int) {
        let instance = incarnations[incarnation].instance
        guard !instances[instance].late.isEmpty else { return }
        let late = instances[instance].late
        instances[instance].late = []
        for call in late { land(call) }
    }

    /// What a dead process had sent arrives when its successor has polled.
    func landCallsInFlight(after incarnation: Int) {
        let instance = incarnations[incarnation].instance
        guard !instances[instance].inFlight.isEmpty else { return }
        let inFlight = instances[instance].inFlight
        instances[instance].inFlight = []
        for call in inFlight { land(call) }
    }

    func interrupt(_ incarnation: Int) {
        for number in calls.indices {
            guard calls[number].incarnation == incarnation, calls[number].completion != nil,
                !calls[number].isInterrupted, Self.canBeInterrupted(calls[number].request)
            else { continue }
            broker.forget(RequestID(rawValue: number))
            calls[number].isInterrupted = true
            calls[number].answer = nil
            schedule(.timeOut(call: number), at: now + Self.millisecond)
        }
    }

    /// Nil where no fault strikes: what a client does inside a poll.
    static func kind(of request: History.Request) -> ChoiceKind? {
        switch request {
        case .poll: .poll
        case .broker(.offsetCommit): .commit
        case .broker(.produce): .send
        case .broker(.addPartitionsToTxn), .broker(.addOffsetsToTxn), .broker(.txnOffsetCommit),
            .broker(.endTxn):
            .transaction
        case .broker(.initProducerID(let request)):
            request.transactionalID == nil ? nil : .transaction
        case .broker: nil
        case .service(let request): request.hasEffect ? .service : .read
        }
    }

    /// A look at the database, or a commit of what is committed: between two empty polls nothing
    /// strikes there, or a loop that does so each time would have no end of choice points.
    private func changesNothing(_ request: History.Request) -> Bool {
        switch request {
        case .service(let request): !request.hasEffect
        case .broker(.offsetCommit(let commit)):
            offsets(of: commit.groupID, commit.offsets.map(\.partition)) == commit.offsets
        default: false
        }
    }

    private static func isFetch(_ request: History.Request) -> Bool {
        if case .broker(.fetch) = request { true } else { false }
    }

    static func canBeInterrupted(_ request: History.Request) -> Bool {
        switch request {
        case .broker(.fetch), .broker(.joinGroup), .broker(.syncGroup): true
        default: false
        }
    }

    private static let landingDelay = 5 * second
    /// Many times what a program makes that waits when there is nothing to do.
    private static let busyCallLimit = 5_000
}
