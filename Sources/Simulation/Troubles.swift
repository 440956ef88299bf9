import EventBroker
import Eventlings

/// What has struck in a run and goes on for a while.
struct Troubles: Hashable {
    struct Failure: Hashable {
        let service: Service
        let subject: String
        /// How many calls are still going to fail.
        var left: Int
    }

    var failures: [Failure] = []
    /// Until then no request takes effect at the broker.
    var brokerReturns: Int64 = 0
    /// Since when nobody reaches it, its groups' members included; nil if it only starts again.
    var brokerAwaySince: Int64?
    /// One connection's requests are served in their order: what a process sends to this partition
    /// meanwhile waits behind it.
    struct SlowSend: Hashable {
        let incarnation: Int
        let partition: TopicPartition
        var until: Int64
    }

    var slowSend: SlowSend?
    /// Nobody sees what is in it.
    var latePartition: TopicPartition?
    /// How often topics have grown.
    var growths = 0
    /// How many of those clients have noticed.
    var topicsVersion = 0

    /// The same where `now` is the beginning of time.
    func told(from now: Int64) -> Troubles {
        var told = self
        told.brokerReturns = max(0, brokerReturns - now)
        told.brokerAwaySince = brokerAwaySince.map { $0 - now }
        // Whoever has sent it is gone, and what would wait with it.
        told.slowSend = nil
        return told
    }

    /// Whether a call fails this time.
    mutating func fails(_ request: ServiceRequest) -> Bool {
        guard !failures.isEmpty, request.hasEffect else { return false }
        let index = failures.firstIndex {
            $0.service == request.service && $0.subject == request.subject
        }
        guard let index else { return false }
        failures[index].left -= 1
        if failures[index].left == 0 { failures.remove(at: index) }
        return true
    }
}

extension World {
    /// What may strike at a choice point: calls of some services never fail for a while.
    func strikes(at kind: ChoiceKind, _ request: History.Request?) -> [Strike] {
        let all = strikes[Int(kind.code)]
        guard kind == .service, setup.faults.contains(.transient),
            case .service(let call)? = request,
            !setup.surroundings.failing.contains(call.service)
        else { return all }
        return Array(all.dropLast(setup.surroundings.failuresInARow.count))
    }
}

extension WorldSetup {
    /// What may strike at each kind of choice point, by the kind's code.
    var strikes: [[Strike]] {
        ChoiceKind.allCases.map { kind in
            switch kind {
            case .input where faults.contains(.duplicateAppend):
                input.indices.map { .duplicateAppend(record: $0) }
            case .arrival where faults.contains(.latePartition):
                Set(input.map(\.partition)).sorted().map { .late($0) }
            case .service where faults.contains(.transient):
                kind.strikes(faults) + surroundings.failuresInARow.map { .failing(times: $0) }
            default: kind.strikes(faults)
            }
        }
    }
}
