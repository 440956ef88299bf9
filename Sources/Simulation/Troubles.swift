import EventBroker
import Eventlings

/// What has struck in a run and goes on for a while.
struct Troubles: Hashable {
    struct Failure: Hashable {
        let service: Service
        let subject: String
        /// How many calls have failed since one did not.
        var inARow = 0
        /// How many calls are still going to fail.
        var left = 0

        func isOf(_ request: ServiceRequest) -> Bool {
            service == request.service && subject == request.subject
        }
    }

    var failures: [Failure] = []
    /// Calls that have failed once, where each does.
    var failedFirst: Set<ServiceRequest> = []
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
        guard !failures.isEmpty, request.hasEffect,
            let index = failures.firstIndex(where: { $0.isOf(request) })
        else { return false }
        guard failures[index].left > 0 else {
            failures.remove(at: index)
            return false
        }
        failures[index].left -= 1
        failures[index].inARow += 1
        return true
    }

    mutating func failsFirst(_ request: ServiceRequest) -> Bool {
        request.hasEffect && failedFirst.insert(request).inserted
    }

    /// Lets such calls fail from now on, `most` times in a row with those that have failed already.
    mutating func fail(_ request: ServiceRequest, times: Int, most: Int) {
        let index = failures.firstIndex { $0.isOf(request) } ?? failures.endIndex
        if index == failures.endIndex {
            failures.append(Failure(service: request.service, subject: request.subject))
        }
        failures[index].left = min(
            failures[index].left + times, most - failures[index].inARow)
    }

    func failuresInARow(of request: ServiceRequest) -> Int {
        failures.first { $0.isOf(request) }.map { $0.inARow + $0.left } ?? 0
    }
}

extension World {
    /// What may strike at a choice point: calls of some services never fail for a while, and none
    /// more often in a row than was said.
    func strikes(at kind: ChoiceKind, _ request: History.Request?) -> [Strike] {
        let all = strikes[Int(kind.code)]
        guard kind == .service, setup.faults.contains(.transient),
            case .service(let call)? = request
        else { return all }
        let surroundings = setup.surroundings
        if surroundings.failing.contains(call.service),
            troubles.failures.isEmpty
                || troubles.failuresInARow(of: call) < surroundings.mostFailuresInARow
        {
            return all
        }
        return Array(all.dropLast(surroundings.failuresInARow.count))
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
