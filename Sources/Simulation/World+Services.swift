import Eventlings

/// How the services around the processes answer.
extension World {
    func serve(_ request: ServiceRequest) -> ServiceAnswer {
        if troubles.fails(request) {
            // An outage is trouble to its end: whoever tries again seldom has no less time for that.
            calmSince = nil
            return .unavailable
        }
        if setup.surroundings.failsFirst, troubles.failsFirst(request) { return .unavailable }
        let poison = setup.surroundings.poison
        if !poison.isEmpty, poison[request.subject] == .refused {
            return .refused("\(request.subject) can't be processed")
        }
        return services.apply(request, now: timestamp)
    }

    /// Whether the process dies of what it is about to do, as it does each time.
    func diesOfPoison(_ request: History.Request, _ incarnation: Int) -> Bool {
        guard case .service(let request) = request,
            setup.surroundings.poison[request.subject] == .deadly
        else { return false }
        note(.diedOf(.service(request)), by: incarnation)
        let instance = incarnations[incarnation].instance
        if !incarnations[incarnation].hasChangedAnything { instances[instance].vainStarts += 1 }
        crash(incarnation, restartingAfter: restartDelay(of: instance))
        return true
    }

    func beginFailing(_ request: History.Request, times: Int) {
        guard case .service(let request) = request else { return }
        troubles.fail(
            request, times: times, most: setup.surroundings.mostFailuresInARow)
    }

    /// From the sending of a call to its effect.
    func handlingTime(of number: Int) -> Int64 {
        let isSlow = calls[number].strike == .slow
        guard case .service(let request) = calls[number].request else {
            return isSlow ? Self.slowRequest : Self.millisecond
        }
        let time = callTimes[request.service.index]
        return isSlow ? time.slow : time.others[request.subject] ?? time.usual
    }

    /// Kafka's `default.api.timeout.ms` is a minute; a payment service's is shorter.
    func timeout(of number: Int) -> Int64 {
        guard case .service(let request) = calls[number].request else { return 60 * Self.second }
        return callTimes[request.service.index].timeout
    }

    /// Database calls left out.
    func countInFlight(_ request: History.Request, by incarnation: Int, _ change: Int) {
        guard case .service(let request) = request, request.service != .database else { return }
        incarnations[incarnation].serviceCalls += change
        mostCallsInFlight = max(mostCallsInFlight, incarnations[incarnation].serviceCalls)
    }

    private static let slowRequest = 100 * millisecond
}

/// `CallTime` in nanoseconds.
struct ServiceTime: Hashable {
    let usual: Int64
    let slow: Int64
    let timeout: Int64
    let others: [String: Int64]

    init(_ time: CallTime) {
        usual = time.usual.inNanoseconds
        slow = time.slow.inNanoseconds
        timeout = time.timeout.inNanoseconds
        others = time.others.mapValues(\.inNanoseconds)
    }
}

/// What an invariant may judge a run's speed by.
extension World {
    /// Virtual time from the beginning of the run to the last effect that changed a service; nil once
    /// something has struck, for then nothing may be expected of the run's speed.
    package var makespan: Duration? {
        choices.tape.deviations.isEmpty ? .nanoseconds(lastEffectAt) : nil
    }
}

extension World {
    /// What two processes are at work on at this moment: both have a call of a service about it under
    /// way. Nil if there is nothing of that kind. It is no part of a standstill: no call is.
    package var contested: String? {
        guard incarnations.count(where: { $0.isAlive && $0.serviceCalls > 0 }) > 1 else {
            return nil
        }
        var owners: [String: Int] = [:]
        for call in calls where call.completion != nil && incarnations[call.incarnation].isAlive {
            guard case .service(let request) = call.request else { continue }
            let owner = owners.updateValue(call.incarnation, forKey: request.subject)
            if let owner, owner != call.incarnation { return request.subject }
        }
        return nil
    }
}
