import EventBroker
import EventClient
import EventLog
import Eventlings
import Simulation

/// What a learner's code beside the sandbox is given.
struct LiveProcess: SolutionProcess {
    let run: LiveRun

    var name: String { run.name }
    var connection: any BrokerConnection { SandboxConnection(run: run) }
    var services: any ServiceConnection { SandboxServices(run: run) }
}

private struct SandboxConnection: BrokerConnection {
    let run: LiveRun

    var clientID: String { run.name }
    var now: Timestamp { Timestamp(milliseconds: World.epoch + run.elapsed) }

    func send(
        _ request: BrokerRequest,
        then complete: @escaping @Sendable (Result<BrokerResponse, ConnectionError>) -> Void
    ) {
        run.ask(request, then: complete)
    }

    func pollBegins() async { await run.pollBegins() }
    func sendBegins() async {}
    var sendsTakeTime: Bool { false }

    func keepAlive(memberID: String, until deadline: Timestamp) {
        run.keepAlive(memberID, until: deadline.milliseconds - World.epoch)
    }
    var topicsVersion: Int { run.topicsVersion }
    func interrupt() { run.interrupt() }
}

private struct SandboxServices: ServiceConnection {
    let run: LiveRun

    func call(_ request: ServiceRequest) async throws(ServiceTimedOut) -> ServiceAnswer {
        await run.call(request)
    }

    /// As the last transaction has found it: no exercise's database reads committed.
    var committed: DatabaseState { run.database }

    func nextID(of table: String) -> Int64 { run.nextID(of: table) }
    func transactionEnds() {}
}
