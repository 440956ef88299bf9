import CVirtualClock
import Judge
import Simulation

/// A few of the schedules that held. They are played again, the last one first and with every object
/// at another address, to see whether they go the same way.
struct Sample {
    private(set) var tapes: [Tape] = []

    private static let tapesOfABatch = 3
    private static let most = 8

    mutating func take(from batch: ArraySlice<Tape>) {
        let count = min(Self.tapesOfABatch, batch.count, Self.most - tapes.count)
        for number in 0..<max(0, count) {
            tapes.append(batch[batch.startIndex + number * batch.count / count])
        }
    }
}

extension Grading {
    /// The pass itself, unless a schedule of the sample goes one way here and another way there.
    func confirmed(_ pass: Verdict, by sample: Sample) throws -> Verdict {
        let tapes = sample.tapes
        let here = try begin(tapes)
        let there = try begin(tapes.reversed(), scrambledBy: Self.heapSeeds.lowerBound)
        let (first, second) = (
            here.fingerprints(of: tapes), there.fingerprints(of: tapes.reversed())
        )
        guard let tape = tapes.first(where: { first[$0] != second[$0] }) else { return pass }
        var verdict = pass
        verdict.invariants = []
        verdict.reveal(try leak(on: tape), by: tape)
        return verdict
    }

    /// Alone in a fresh process, only the addresses differ. By chance, they may come to the same.
    private func leak(on tape: Tape) throws -> Leak {
        let here = try begin([tape]).fingerprints(of: [tape])
        let differs = try Self.heapSeeds.contains { seed in
            try begin([tape], scrambledBy: seed).fingerprints(of: [tape]) != here
        }
        return differs ? .address : .outliving
    }

    private func begin(
        _ tapes: [Tape], scrambledBy seed: UInt64? = nil
    ) throws -> Worker.Running {
        try Worker.begin { report in
            if let seed { virtual_machine_scramble_heap(seed) }
            for tape in tapes {
                Worker.beginSchedule()
                let run = worlds[tape.world]?.play(tape, narrating: true, describingBroker: false)
                let fingerprint = run?.history?.fingerprint ?? 0
                Worker.write(withUnsafeBytes(of: fingerprint) { Array($0) }, to: report)
            }
        }
    }

    private static let heapSeeds: ClosedRange<UInt64> = 1...4
}

extension Worker.Running {
    /// Of each schedule that it has played to its end.
    fileprivate func fingerprints(of tapes: [Tape]) -> [Tape: Int] {
        let prints = end().report.withUnsafeBytes { Array($0.bindMemory(to: Int.self)) }
        return Dictionary(zip(tapes, prints)) { first, _ in first }
    }
}
