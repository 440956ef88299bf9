package import EventClient
package import Eventlings

/// A process in which a learner's code runs: what a suite's launch gives it. The simulation has one,
/// and the sandbox another.
package protocol SolutionProcess: Sendable {
    /// "billing-1"
    var name: String { get }
    var connection: any BrokerConnection { get }
    var services: any ServiceConnection { get }
}

extension SolutionProcess {
    package var cluster: Cluster {
        let connection = connection
        return Cluster { connection }
    }

    /// Its operators take a member out of its group that hasn't polled for so long.
    package func cluster(maxPollInterval: Duration) -> Cluster {
        let connection = connection
        return Cluster(maxPollInterval: maxPollInterval) { connection }
    }

    package var packing: PackingStation { PackingStation(services) }
    package var warehouse: Warehouse { Warehouse(services) }
    package var printer: LabelPrinter { LabelPrinter(services) }
    package var tracking: TrackingPage { TrackingPage(services) }
    package var mailer: Mailer { Mailer(services) }
    package var gateway: PaymentGateway { PaymentGateway(services) }
    package var database: Database { Database(services) }
}
