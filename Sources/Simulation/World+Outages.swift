import EventBroker
import EventLog
import Eventlings

/// A broker that can't be reached, or starts again.
extension World {
    /// Nobody reaches the broker. Who waits there for something hears no more of it.
    func loseBroker(for absence: Int64 = brokerAbsence) {
        troubles.brokerAwaySince = troubles.brokerAwaySince ?? now
        for number in calls.indices where isWaitingAtBroker(number) {
            broker.forget(RequestID(rawValue: number))
            schedule(.timeOut(call: number), at: now + timeout(of: number))
        }
        bringBrokerBack(after: absence)
    }

    /// What happens by itself, whatever strikes.
    func scheduleSurroundings() {
        scheduleLaterInput()
        scheduleOutage()
    }

    private func scheduleOutage() {
        guard let outage = setup.surroundings.outage else { return }
        pendingInput += 1
        schedule(.follows(.outageBegins), at: outage.after.inNanoseconds)
    }

    func beginOutage() {
        pendingInput -= 1
        guard let minutes = setup.surroundings.outage?.minutes else { return }
        note(.struck(.outage(minutes: minutes), nil))
        loseBroker(for: Int64(minutes) * 60 * Self.second)
    }

    /// The broker stops in the middle of a write. Of what is on its way to the log, or was written and
    /// not yet acknowledged, no sender hears again; all else is sent once more by the client when the
    /// broker is back.
    func restartBroker() {
        for number in calls.indices where isUnacknowledgedSend(number) {
            calls[number].isLost = true
            schedule(.timeOut(call: number), at: now + timeout(of: number))
        }
        bringBrokerBack(after: Self.brokerStart)
    }

    private func bringBrokerBack(after absence: Int64) {
        troubles.brokerReturns = max(troubles.brokerReturns, now + absence)
        pendingInput += 1
        schedule(.follows(.brokerReturns), at: troubles.brokerReturns)
    }

    func brokerReturns() {
        pendingInput -= 1
        if now >= troubles.brokerReturns { troubles.brokerAwaySince = nil }
        forgetEmptyPolls()
    }

    /// Whether a request can't take effect now: it is lost, or comes to a broker that isn't there.
    func isHeldUp(_ number: Int) -> Bool {
        if calls[number].isLost || waitsBehindSlowSend(number) { return true }
        guard now < troubles.brokerReturns, case .broker = calls[number].request else {
            return false
        }
        if troubles.brokerAwaySince == nil {
            schedule(.apply(call: number), at: troubles.brokerReturns + Self.millisecond)
        } else {
            schedule(.timeOut(call: number), at: now + timeout(of: number))
        }
        return true
    }

    func beginSlowSend(_ number: Int) {
        guard case .broker(.produce(let produce)) = calls[number].request else { return }
        troubles.slowSend = Troubles.SlowSend(
            incarnation: calls[number].incarnation, partition: produce.partition,
            until: now + handlingTime(of: number))
    }

    private func waitsBehindSlowSend(_ number: Int) -> Bool {
        guard let slow = troubles.slowSend, now < slow.until,
            case .broker(.produce(let produce)) = calls[number].request,
            produce.partition == slow.partition, calls[number].incarnation == slow.incarnation
        else { return false }
        schedule(.apply(call: number), at: slow.until + Self.millisecond)
        return true
    }

    private func isWaitingAtBroker(_ number: Int) -> Bool {
        calls[number].completion != nil && calls[number].answer == nil
            && Self.canBeInterrupted(calls[number].request)
    }

    private func isUnacknowledgedSend(_ number: Int) -> Bool {
        guard calls[number].completion != nil, case .broker(.produce) = calls[number].request
        else { return false }
        return true
    }

    /// There may be something to find again, so that faults strike at polls, and nobody is at rest.
    func forgetEmptyPolls() {
        for index in incarnations.indices { incarnations[index].emptyPolls = 0 }
    }

    /// Longer than a producer tries to deliver.
    private static let brokerAbsence = 180 * second
    private static let brokerStart = 5 * second
}
