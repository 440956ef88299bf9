import EventBroker
package import EventClient
import EventLog
package import Eventlings

/// What a process of the learner's is given: handles that are bound to its life.
package struct SimulatedProcess: SolutionProcess {
    let world: World
    let incarnation: Int
    /// "billing-1"
    package let name: String

    /// The id of the world it runs in.
    package var worldID: String { world.id }

    /// Calls a function of the contract for one errand after the other, and stays when all are done.
    ///
    /// The caller outlives the process: after a throw or a crash, the process's successor is called
    /// for the same errand.
    package func call<Errand>(
        _ function: String, for errands: [Errand], named name: (Errand) -> String,
        _ body: (Errand) async throws -> Void
    ) async throws {
        while let errand = errands.dropFirst(world.errandsDone(by: incarnation)).first {
            world.note(.called(function: function, errand: name(errand)), by: incarnation)
            try await body(errand)
            await world.callReturns(incarnation)
        }
        await world.rest()
    }

    package var connection: any BrokerConnection { SimulatedConnection(process: self) }
    package var services: any ServiceConnection { SimulatedServices(process: self) }
}

struct SimulatedConnection: BrokerConnection {
    let process: SimulatedProcess

    var clientID: String { process.name }
    var now: Timestamp { process.world.timestamp }

    func send(
        _ request: BrokerRequest,
        then complete: @escaping @Sendable (Result<BrokerResponse, ConnectionError>) -> Void
    ) {
        process.world.begin(.broker(request), .broker(complete), by: process.incarnation)
    }

    func pollBegins() async { await process.world.pollBegins(process.incarnation) }
    func sendBegins() async { await process.world.sendBegins(process.incarnation) }

    func keepAlive(memberID: String, until deadline: Timestamp) {
        process.world.keepAlive(memberID, of: process.incarnation, until: deadline)
    }

    func givesUp(_ partitions: [TopicPartition], lost: Bool) {
        process.world.giveUp(partitions, lost: lost, by: process.incarnation)
    }

    var topicsVersion: Int { process.world.troubles.topicsVersion }

    func interrupt() { process.world.interrupt(process.incarnation) }
}

struct SimulatedServices: ServiceConnection {
    let process: SimulatedProcess

    func call(_ request: ServiceRequest) async throws(ServiceTimedOut) -> ServiceAnswer {
        let outcome = await withUnsafeContinuation { continuation in
            process.world.begin(.service(request), .service(continuation), by: process.incarnation)
        }
        return try outcome.get()
    }

    var committed: DatabaseState { process.world.services.database }

    func nextID(of table: String) -> Int64 { process.world.services.database.nextID(of: table) }

    func transactionEnds() { process.world.note(.transactionEnded, by: process.incarnation) }
}
