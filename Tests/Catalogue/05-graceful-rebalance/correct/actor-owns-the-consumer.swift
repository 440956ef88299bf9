// Design: an actor holds the consumer and does everything; one label after the other.
import Eventlings

struct Labels: GracefulRebalance {
    mutating func run(cluster: Cluster, printer: LabelPrinter) async throws {
        try await Clerk(cluster, printer).work()
    }
}

actor Clerk {
    private let orders: Consumer
    private let printer: LabelPrinter
    init(_ cluster: Cluster, _ printer: LabelPrinter) {
        var options = ConsumerOptions(groupID: "labels")
        options.maxPollRecords = 2
        orders = cluster.makeConsumer(options)
        self.printer = printer
    }
    func work() async throws {
        try await orders.subscribe(to: ["orders"])
        do {
            while true {
                for record in try await orders.poll() {
                    try await printer.print(record.event(OrderPlaced.self).payload.orderId)
                    try await orders.commit(record)
                }
            }
        } catch is CancellationError {
            try await orders.close()
        }
    }
}
