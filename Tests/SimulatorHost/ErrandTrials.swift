import EventLog
import Eventlings
import Simulation

/// Programs whose function is called for one errand after the other, and returns.
enum ErrandTrials {
    static let packing = trial(faults: [.crash, .lostRequest]) { process, errand in
        try await process.packing.pack(errand)
    }

    /// Returns with its work still to be done.
    static let leavingWork = trial(faults: []) { process, errand in
        Task {
            try await Task.sleep(for: .seconds(5))
            try await process.packing.pack(errand)
        }
    }

    /// Returns without an answer, so that a process can die at its call and come to the return.
    static let notWaiting = trial(faults: .crash) { process, errand in
        let record = ProducerRecord(topic: "orders", key: errand, value: Array(errand.utf8))
        _ = try await process.cluster.makeProducer().send(record)
        print("sent \(errand)")
    }

    static let sideBySide = Trial(faults: .reordering, records: []) { _ in
        await withTaskGroup { group in
            for name in ["one", "two", "three"] { group.addTask { print(name) } }
        }
        try await Trials.rest()
    }

    /// Two tasks that are ready again and again.
    static let yieldingPair = Trial(faults: .reordering, records: []) { _ in
        await withTaskGroup { group in
            for _ in 1...2 {
                group.addTask { for _ in 1...200 { await Task.yield() } }
            }
        }
        try await Trials.rest()
    }

    private static func trial(
        faults: FaultSet, work: @escaping @Sendable (SimulatedProcess, String) async throws -> Void
    ) -> Trial {
        Trial(faults: faults, records: []) { process in
            try await process.call("work", for: ["x", "y"], named: { $0 }) { errand in
                try await work(process, errand)
            }
        }
    }
}
