import Simulation

extension Strike {
    /// As the verdict lists it: "crash after gateway.charge".
    func title(_ request: History.Request?) -> String {
        let name = request.map(Phrases.name) ?? ""
        return switch self {
        case .crashBefore: "crash before \(name)"
        case .crashAfter: "crash after \(name)"
        case .crashInFlight: "crash with \(name) still on its way"
        case .lostRequest: "request lost: \(name)"
        case .lostAnswer: "answer lost: \(name)"
        case .lateRequest: "late request: \(name), landing before the next call"
        case .latestRequest: "late request: \(name), landing 5 s after the timeout"
        case .pause: request == .poll ? "session timeout in poll" : "zombie: paused before \(name)"
        case .deploy: "deploy"
        case .newInstance: "rebalance: another instance joins"
        case .rewind: "rewind: commits of the group are gone"
        case .duplicateAppend: "duplicate append by the producer's retry"
        case .crashAtReturn: "crash after the return, before anybody knew of it"
        case .crashAfterReturn: "crash after the return"
        case .overtaken: "another task runs first"
        case .leave: "an instance leaves"
        case .failing(let times): "\(name) fails \(Self.text(times: times))"
        case .slow: "slow call: \(name)"
        case .brokerAway: "broker away"
        case .outage(let minutes): "broker away for \(minutes) minutes"
        case .brokerRestart: "broker restart during \(name)"
        case .morePartitions: "more partitions"
        case .clockForwards: "clock jump: an hour forwards"
        case .clockBackwards: "clock jump: an hour backwards"
        case .late(let partition): "late partition: \(partition)"
        }
    }

    /// In the story, where it strikes.
    func text(_ request: History.Request?) -> String {
        let name = request.map(Phrases.name) ?? ""
        return switch self {
        case .crashBefore: "CRASH before \(name)"
        case .crashAfter: "CRASH after \(name) took effect, before its answer"
        case .crashInFlight: "CRASH with \(name) still on its way"
        case .lostRequest: "the request is LOST"
        case .lostAnswer: "the answer is LOST"
        case .lateRequest, .latestRequest: "the request is LATE"
        case .pause: "PAUSE of \(World.pauseSeconds) s, longer than the session timeout"
        case .deploy: "DEPLOY: asked to stop"
        case .newInstance: "REBALANCE: another instance joins"
        case .rewind: "REWIND: commits of the group are gone"
        case .duplicateAppend: "DUPLICATE APPEND: the producer's retry lands as well"
        case .crashAtReturn: "CRASH after the return, before its caller knew of it"
        case .crashAfterReturn: "CRASH after the return, which its caller knew of"
        case .overtaken: "ANOTHER TASK runs first"
        case .leave: "LEAVE: asked to stop, and nobody comes in its place for a minute"
        case .failing(let times): "the call FAILS, \(Self.text(times: times))"
        case .slow: "this call is SLOW"
        case .brokerAway: "BROKER AWAY: nobody reaches it for 3 minutes"
        case .outage(let minutes): "BROKER AWAY: nobody reaches it for \(minutes) minutes"
        case .brokerRestart: "BROKER RESTART in the middle of the write"
        case .morePartitions: "MORE PARTITIONS: each topic has one more now"
        case .clockForwards: "CLOCK JUMP: the wall clock is set an hour forwards"
        case .clockBackwards: "CLOCK JUMP: the wall clock is set an hour backwards"
        case .late(let partition): "LATE: what is in \(partition) arrives 10 s later"
        }
    }

    /// In the sentence of cause.
    func clause(_ request: History.Request?) -> String {
        let name = request.map(Phrases.name) ?? ""
        return switch self {
        case .crashBefore: "the crash came before \(name)"
        case .crashAfter: "the crash came after \(name) took effect and before its answer"
        case .crashInFlight: "the crash came while \(name) was on its way, and it landed later"
        case .lostRequest: "the request of \(name) was lost"
        case .lostAnswer where request.map(Phrases.isQuestion) == true: "\(name) got no answer"
        case .lostAnswer: "\(name) took effect and its answer was lost"
        case .lateRequest, .latestRequest: "\(name) took effect after its caller had given up"
        case .pause: "the process paused past its session timeout"
        case .deploy: "the process was asked to stop"
        case .newInstance: "another instance joined"
        case .rewind: "commits of the group were gone"
        case .duplicateAppend: "the producer's retry was appended as well"
        case .crashAtReturn: "the crash came after the return and before its caller knew of it"
        case .crashAfterReturn: "the crash came after the return, which its caller knew of"
        case .overtaken: "two tasks that were ready ran in the other order"
        case .leave: "the process was asked to stop, and nobody came in its place"
        case .failing(let times): "\(name) failed \(Self.text(times: times))"
        case .slow: "\(name) took long, and others overtook it"
        case .brokerAway: "nobody reached the broker for 3 minutes"
        case .outage(let minutes): "nobody reached the broker for \(minutes) minutes"
        case .brokerRestart: "the broker started again in the middle of \(name)"
        case .morePartitions: "the topic got more partitions"
        case .clockForwards: "the wall clock was set an hour forwards"
        case .clockBackwards: "the wall clock was set an hour backwards"
        case .late(let partition): "what was in \(partition) arrived late"
        }
    }

    private static func text(times: Int) -> String {
        switch times {
        case 1: "once"
        case 2: "twice"
        default: "\(times) times in a row"
        }
    }
}
