import EventBroker
import EventClient
import EventLog
import Glibc

/// `BrokerWriter FOLDER RUN`: a broker on the folder, three idempotent producers that write to all
/// three partitions of `orders` side by side, and a member of the group `readers-RUN` who reads and
/// commits, until somebody kills it. Each acknowledgement is a line on standard output:
/// `record PARTITION OFFSET VALUE` or `commit PARTITION OFFSET`.
@main
struct Main {
    static func main() async {
        do {
            try await run(CommandLine.arguments)
        } catch {
            say("BrokerWriter: \(error)", to: STDERR_FILENO)
            exit(64)
        }
    }

    private struct WrongUsage: Error {}

    private static func run(_ arguments: [String]) async throws {
        guard arguments.count == 3, let run = Int(arguments[2]) else { throw WrongUsage() }
        let broker = try LiveBroker(on: DiskStorage(folder: arguments[1]), clock: SystemClock())
        let cluster = Cluster.live(broker: broker)
        if run == 0 {
            try await cluster.makeAdmin().createTopic("orders", partitions: partitions.count)
        }
        try await withThrowingTaskGroup { group in
            for writer in 1...3 {
                group.addTask { try await write(as: "\(run)/\(writer)", to: cluster) }
            }
            group.addTask { try await read(as: "readers-\(run)", from: cluster) }
            try await group.waitForAll()
        }
    }

    private static let partitions = 0..<3

    /// Sends some records, a few more each time, and waits for their acknowledgements. A record says
    /// whose it is, and its number in its partition.
    private static func write(as name: String, to cluster: Cluster) async throws {
        let producer = cluster.makeProducer()
        var number = 0
        while true {
            var sent: [(value: String, pending: PendingRecord)] = []
            for _ in 0...number % 5 {
                number += 1
                for partition in partitions {
                    let value = "\(name)/\(number)"
                    let record = ProducerRecord(
                        topic: "orders", partition: partition, value: Array(value.utf8))
                    sent.append((value, try await producer.send(record)))
                }
            }
            for (value, pending) in sent {
                let metadata = try await pending.metadata
                say("record \(metadata.partition) \(metadata.offset) \(value)")
            }
        }
    }

    private static func read(as groupID: String, from cluster: Cluster) async throws {
        let consumer = cluster.makeConsumer(groupID: groupID)
        try await consumer.subscribe(to: ["orders"])
        while true {
            var next: [TopicPartition: Int64] = [:]
            for record in try await consumer.poll() {
                next[record.topicPartition] = record.offset + 1
            }
            try await consumer.commit(next)
            for (partition, offset) in next { say("commit \(partition.partition) \(offset)") }
        }
    }

    /// One write a line: lines of several tasks do not mix.
    private static func say(_ line: String, to descriptor: Int32 = STDOUT_FILENO) {
        var line = line + "\n"
        let written = line.withUTF8 { Glibc.write(descriptor, $0.baseAddress, $0.count) }
        guard written > 0 else { exit(1) }
    }
}
