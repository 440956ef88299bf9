import EventLog
import Eventlings
import FoundationEssentials
import Glibc
import Simulation
import Synchronization

/// Programs that wait, each in its own way. They print how long it took them.
enum ClockTrials {
    static let longSleep = Trial(faults: []) { _ in
        let clock = ContinuousClock()
        let (instant, date) = (clock.now, Date())
        try await Task.sleep(for: .seconds(3_600))
        print("continuous \(instant.duration(to: clock.now))")
        print("date \(Date().timeIntervalSince(date))")
        let suspending = SuspendingClock.now
        try await Task.sleep(until: .now + .seconds(60), clock: .suspending)
        print("suspending \(suspending.duration(to: .now))")
    }

    /// What breaks at the end shows the clock.
    static let cancelledSleep: Trial = {
        var trial = sleepCancelled
        trial.invariants = [
            Invariant(id: "never", title: "", kind: .liveness) { _ in Violation(of: "", "the end") }
        ]
        return trial
    }()

    private static let sleepCancelled = Trial(faults: []) { _ in
        let sleeper = Task { try? await Task.sleep(for: .seconds(100)) }
        await Task.yield()
        sleeper.cancel()
        await sleeper.value
        print("cancelled")
        try await Trials.rest()
    }

    static let yields = Trial(faults: []) { _ in
        let isUp = Atomic(false)
        let start = ContinuousClock.now
        async let sleeper: Void = {
            try? await Task.sleep(for: .seconds(1))
            isUp.store(true, ordering: .relaxed)
        }()
        while !isUp.load(ordering: .relaxed) { await Task.yield() }
        await sleeper
        print("took \(start.duration(to: .now))")
    }

    static let readings = Trial(faults: []) { _ in
        let deadline = Date() + 2
        while Date() < deadline {}
        print("over")
    }

    /// Its first send looks the topic up as well.
    static let sends = Trial(faults: [], records: []) { process in
        let producer = process.cluster.makeProducer()
        let record = ProducerRecord(topic: "orders", partition: 0, value: [1])
        _ = try await producer.send(record)
        let start = ContinuousClock.now
        for _ in 1...3 {
            _ = try await producer.send(record)
            print("sent after \(start.duration(to: .now))")
        }
        try await Trials.rest()
    }

    static let nanosleep = Trial(faults: []) { _ in
        let start = ContinuousClock.now
        usleep(1_500_000)
        var request = timespec(tv_sec: 2, tv_nsec: 0)
        Glibc.nanosleep(&request, nil)
        print("took \(start.duration(to: .now))")
    }

    /// Half a second after it begins, it holds the whole machine up for a minute.
    static let holdUp = Trial(faults: .crash) { process in
        Task {
            try await Task.sleep(for: .milliseconds(500))
            usleep(60_000_000)
        }
        try await process.packing.pack("x")
        try await Trials.rest()
    }
}
