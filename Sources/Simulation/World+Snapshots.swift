import EventBroker
import EventLog
import Eventlings
import HeapModule

/// A world at a standstill, from which other schedules with the same beginning are played on.
struct WorldSnapshot {
    /// All that had struck by then.
    let deviations: ArraySlice<Tape.Deviation>
    let choicePoints: Int
    /// Which instance is started next.
    let instance: Int
    fileprivate let now: Int64
    fileprivate let broker: Broker
    fileprivate let services: Services
    fileprivate let published: Publications
    fileprivate let events: Heap<Event>
    fileprivate let eventCount: Int
    fileprivate let instances: [Instance]
    fileprivate let incarnations: [Incarnation]
    fileprivate let calls: [Call]
    fileprivate let members: [Member]
    fileprivate let nextTick: Timestamp?
    fileprivate let calmSince: Int64?
    fileprivate let pendingInput: Int
    fileprivate let lateCalls: Int
    fileprivate let orderChoices: Int
    fileprivate let troubles: Troubles
    fileprivate let mostCallsInFlight: Int
    fileprivate let lastEffectAt: Int64
    fileprivate let begunAfterLoss: String?
    fileprivate let keptPlace: String?

    /// Whether a schedule passes through here on its way to its next deviation.
    func isOnTheWay(of tape: Tape) -> Bool {
        tape.deviations.count > deviations.count
            && tape.deviations[deviations.count].point >= choicePoints
            && tape.deviations.starts(with: deviations)
    }
}

extension World {
    /// Only where more is yet to strike: the next schedule may go on from here.
    func takeSnapshot(startingNext instance: Int) {
        guard keepsSnapshots, history == nil, !choices.isSpent, choices.next > 0 else { return }
        snapshot = WorldSnapshot(
            deviations: tape.deviations.prefix(choices.next), choicePoints: choices.count,
            instance: instance, now: now, broker: broker, services: services,
            published: published, events: Heap(events.unordered.filter(outlivesProcesses)),
            eventCount: eventCount, instances: instances, incarnations: incarnations,
            calls: calls, members: members, nextTick: nextTick, calmSince: calmSince,
            pendingInput: pendingInput,
            lateCalls: lateCalls, orderChoices: orderChoices, troubles: troubles,
            mostCallsInFlight: mostCallsInFlight, lastEffectAt: lastEffectAt,
            begunAfterLoss: begunAfterLoss, keptPlace: keptPlace)
    }

    /// False if the schedule must be played from its beginning.
    func goOnFromSnapshot(_ tape: Tape) -> Bool {
        guard keepsSnapshots, history == nil, let snapshot, snapshot.isOnTheWay(of: tape) else {
            return false
        }
        choices.skip(points: snapshot.choicePoints, deviations: snapshot.deviations.count)
        machine.now = snapshot.now
        broker = snapshot.broker
        services = snapshot.services
        published = snapshot.published
        events = snapshot.events
        eventCount = snapshot.eventCount
        instances = snapshot.instances
        incarnations = snapshot.incarnations
        calls = snapshot.calls
        members = snapshot.members
        nextTick = snapshot.nextTick
        calmSince = snapshot.calmSince
        pendingInput = snapshot.pendingInput
        lateCalls = snapshot.lateCalls
        orderChoices = snapshot.orderChoices
        troubles = snapshot.troubles
        mostCallsInFlight = snapshot.mostCallsInFlight
        lastEffectAt = snapshot.lastEffectAt
        begunAfterLoss = snapshot.begunAfterLoss
        keptPlace = snapshot.keptPlace
        start(snapshot.instance)
        return true
    }
}

extension World {
    /// What a process that is gone waits for comes to nothing, and must not come twice.
    private func outlivesProcesses(_ event: Event) -> Bool {
        switch event.kind {
        case .timer, .endOfSend, .answer, .timeOut, .endOfGrace, .wake, .pollEnds: false
        case .follows(.pollInterval): false
        case .apply(let call): isOnItsWay(call)
        case .follows, .land, .brokerTick, .start, .append: true
        }
    }
}
