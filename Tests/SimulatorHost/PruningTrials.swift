import EventBroker
import EventClient
import Eventlings
import FoundationEssentials
import Simulation

/// Programs whose states may, or must not, be taken for equal.
enum PruningTrials {
    /// Dying after the first effect and before the second comes to the same.
    static let steps = Trial(faults: .crash, records: []) { process in
        for name in ["x", "y", "z"] { try await process.packing.pack(name) }
        try await pollForEver(process)
    }

    /// As above, but the date decides what is done.
    static let dated = Trial(faults: .crash, records: []) { process in
        let milliseconds = Int(Date().timeIntervalSince1970 * 1_000)
        for name in ["x", "y", "\(milliseconds)"] { try await process.packing.pack(name) }
        try await pollForEver(process)
    }

    /// As above, but it asks for the date only when its last call has failed.
    static let datedByMishap = Trial(faults: [.crash, .lostAnswer], records: []) { process in
        for name in ["x", "y"] { try await process.packing.pack(name) }
        do {
            try await process.packing.pack("z")
        } catch {
            try await process.packing.pack("\(Int(Date().timeIntervalSince1970 * 1_000))")
        }
        try await pollForEver(process)
    }

    /// Comes to rest.
    private static func pollForEver(_ process: SimulatedProcess) async throws {
        let consumer = process.cluster.makeConsumer(ConsumerOptions())
        try await consumer.assign([TopicPartition("orders", 0)])
        while true { _ = try await consumer.poll() }
    }
}
