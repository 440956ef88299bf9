// diagnosis: too-long-between-polls — asks for a poll interval of five minutes, which this cluster does not grant.
import Eventlings

struct Labels: GracefulRebalance {
    mutating func run(cluster: Cluster, printer: LabelPrinter) async throws {
        var options = ConsumerOptions(groupID: "labels")
        options.maxPollInterval = .seconds(300)
        options.sessionTimeout = .seconds(60)
        let orders = cluster.makeConsumer(options)
        try await orders.subscribe(to: ["orders"])
        do {
            while true {
                do {
                    for record in try await orders.poll() {
                        try await printer.print(record.event(OrderPlaced.self).payload.orderId)
                        try await orders.commit(record)
                    }
                } catch ConsumerError.commitFailed {
                    print("the commit was refused")
                }
            }
        } catch is CancellationError {
            try await orders.close()
        }
    }
}
