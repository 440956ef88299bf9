// diagnosis: never-polled — returns at once.
// breaks: no fault at all
import Eventlings

struct Reservations: FirstConsumer {
    mutating func run(cluster: Cluster, warehouse: Warehouse) async throws {
    }
}
