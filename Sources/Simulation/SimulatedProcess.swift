import EventBroker
package import EventClient
import EventLog
package import Eventlings

/// What a process of the learner's is given: handles that are bound to its life.
package struct SimulatedProcess: Sendable {
    let world: World
    let incarnation: Int
    /// "billing-1"
    package let name: String

    package var connection: any BrokerConnection { SimulatedConnection(process: self) }

    package var cluster: Cluster {
        let connection = connection
        return Cluster { connection }
    }

    package var packing: PackingStation { PackingStation(SimulatedServices(process: self)) }
    package var warehouse: Warehouse { Warehouse(SimulatedServices(process: self)) }
    package var gateway: PaymentGateway { PaymentGateway(SimulatedServices(process: self)) }
    package var database: Database { Database(SimulatedServices(process: self)) }
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

    func keepAlive(memberID: String, until deadline: Timestamp) {
        process.world.keepAlive(memberID, of: process.incarnation, until: deadline)
    }

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

    func transactionEnds() { process.world.note(.transactionEnded, by: process.incarnation) }
}
