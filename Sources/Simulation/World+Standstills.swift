import EventBroker
import EventLog
import Eventlings
import HeapModule

/// Runs that come to the same state go on alike, and it is enough to play one of them.
///
/// States are compared where no process lives. What the wall clock says is no part of a state: a
/// program that reads it is for the exploration to see to. Instants of other clocks mean nothing to a
/// process that is started anew.
extension World {
    /// The process about to start is the only one: what those before it have used up is not counted
    /// against it. Stops the run if its rest is known.
    func noteStandstill(startingNext instance: Int) {
        guard !incarnations.isEmpty, !incarnations.contains(where: \.isAlive),
            readyHead == ready.count
        else { return }
        (busyCalls, steps, printedBytes) = (0, 0, 0)
        takeSnapshot(startingNext: instance)
        guard let knownRest, choices.isSpent, !tape.deviations.isEmpty else { return }
        let standstill = Standstill(
            state: digest(startingNext: instance), at: now, calm: calmSince.map { now - $0 } ?? 0,
            openPoints: choices.openPoints.count)
        standstills.append(standstill)
        guard let rest = knownRest(standstill) else { return }
        restsAt = now + rest
        isCutShort = true
    }

    private func digest(startingNext instance: Int) -> StateDigest {
        let pending = pendingEvents
        let broker = broker.standstill(at: timestamp) { lastHeartbeat(of: $0) }
        let (progress, started, troubles) = (progress, earlyStarts, troubles.told(from: now))
        return StateDigest { hasher in
            hasher.combine(id)
            hasher.combine(instance)
            hasher.combine(calmSince == nil)
            hasher.combine(broker)
            hash(pending, into: &hasher)
            hashServices(into: &hasher)
            hasher.combine(published)
            hasher.combine(progress)
            hasher.combine(mostCallsInFlight)
            hasher.combine(begunAfterLoss)
            hasher.combine(keptPlace)
            hasher.combine(troubles)
            started.hashForNewcomers(into: &hasher)
            for instance in instances { hash(instance, into: &hasher) }
            if !strikes[Int(ChoiceKind.order.code)].isEmpty { hasher.combine(orderChoices) }
        }
    }

    /// What is going to happen, and in how long; in its order. Nothing comes of what a process that is
    /// gone has waited for.
    private var pendingEvents: [(event: PendingEvent, delay: Int64)] {
        var pending: [(event: PendingEvent, delay: Int64)] = []
        for event in events.unordered.sorted() {
            switch event.kind {
            case .timer, .endOfSend, .answer, .timeOut, .endOfGrace, .wake, .pollEnds: continue
            case .apply(let call) where !isOnItsWay(call): continue
            case .apply(let call): pending.append((.applying(calls[call].request), event.at - now))
            case .brokerTick: continue
            case .land(let call): pending.append((.landing(calls[call].request), event.at - now))
            case .start(let instance): pending.append((.start(instance), event.at - now))
            case .append(let record): pending.append((.append(record), event.at - now))
            case .follows(.pollInterval): continue
            case .follows(.placeIsFree(let incarnation)):
                let instance = incarnations[incarnation].instance
                pending.append((.placeIsFree(instance: instance), event.at - now))
            case .follows(let trouble): pending.append((.follows(trouble), event.at - now))
            }
        }
        return pending
    }

    /// Whether a request goes on without its sender: only if that has ended by itself.
    func isOnItsWay(_ call: Int) -> Bool {
        incarnations[calls[call].incarnation].state == .ended
    }

    private func hash(
        _ pending: [(event: PendingEvent, delay: Int64)], into hasher: inout Hasher
    ) {
        hasher.combine(pending.count)
        for (event, delay) in pending {
            hasher.combine(event)
            hasher.combine(delay)
        }
    }

    private func hash(_ instance: Instance, into hasher: inout Hasher) {
        hasher.combine(instance.starts)
        hasher.combine(instance.vainStarts)
        hasher.combine(instance.errandsDone)
        hasher.combine(instance.isAway)
        hasher.combine(instance.clockOffset)
        for calls in [instance.inFlight, instance.late] {
            hasher.combine(calls.map { self.calls[$0].request })
        }
    }

    /// A transaction that is yet to land is held to the versions that it has read.
    private func hashServices(into hasher: inout Hasher) {
        services.hashStandstill(
            into: &hasher, at: timestamp, rest: longestUnrest / Self.millisecond)
        if lateCalls > 0 { hasher.combine(services.database) }
    }
}

enum PendingEvent: Hashable {
    case applying(History.Request)
    case landing(History.Request)
    case start(Int)
    case append(Int)
    case placeIsFree(instance: Int)
    case follows(Event.Consequence)
}
