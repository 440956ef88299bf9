import Glibc
package import Simulation

/// Plays batches of schedules in workers, and says which was the first to fail.
package struct Playback {
    package enum Result {
        /// All of them held; the choice points that each met.
        case held([[OpenPoint]])
        /// The one at this index did not, or ended its worker.
        case failed(index: Int, before: [[OpenPoint]], Worker)
    }

    /// Bounds the memory that the workers' dead processes hold.
    package static let schedulesPerBatch = 3_000

    private let worlds: [String: World]

    package init(worlds: [String: World]) {
        self.worlds = worlds
    }

    /// Shares the schedules out to as many workers as there are processors. Whichever ends first,
    /// the failure with the lowest index counts, and nothing after it.
    package func play(_ tapes: ArraySlice<Tape>, notingOpenPoints: Bool) throws -> Result {
        let count = Self.workers(for: tapes.count)
        let running = try (0..<count).map { worker in
            let share = stride(from: tapes.startIndex + worker, to: tapes.endIndex, by: count)
            return try Worker.begin { report in
                play(share.lazy.map { tapes[$0] }, notingOpenPoints, report)
            }
        }
        let workers = running.map { $0.end() }
        let held = workers.map { worker in
            Self.decode(worker.report).prefix { $0.held }.map(\.openPoints)
        }
        let firstToFail = held.indices.min { firstOpen($0) < firstOpen($1) }
        func firstOpen(_ worker: Int) -> Int { worker + count * held[worker].count }
        guard let firstToFail else { return .held([]) }
        let end = min(firstOpen(firstToFail), tapes.count)
        let before = (0..<end).map { held[$0 % count][$0 / count] }
        return end == tapes.count
            ? .held(before) : .failed(index: end, before: before, workers[firstToFail])
    }

    private func play(
        _ tapes: some Sequence<Tape>, _ notingOpenPoints: Bool, _ report: Report
    ) {
        for tape in tapes {
            Worker.restartWatchdog()
            guard let run = worlds[tape.world]?.play(tape, notesOpenPoints: notingOpenPoints)
            else { return }
            Worker.write(Self.encode(run), to: report)
            if run.finding != nil { return }
        }
    }

    /// Too few schedules are not worth a second worker.
    private static let smallestShare = 50

    private static func workers(for schedules: Int) -> Int {
        let processors = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
        return max(1, min(processors, schedules / smallestShare))
    }

    /// One byte for the outcome, then the count of the choice points and two bytes for each.
    private static func encode(_ run: Run) -> [UInt8] {
        let count = run.openPoints.count
        var bytes = [run.finding == nil ? 0 : 1, UInt8(count & 0xff), UInt8(count >> 8)]
        for point in run.openPoints { bytes += [point.kind.code, point.options] }
        return bytes
    }

    /// What a dying worker has not written whole is left out.
    private static func decode(_ bytes: [UInt8]) -> [(held: Bool, openPoints: [OpenPoint])] {
        var runs: [(held: Bool, openPoints: [OpenPoint])] = []
        var at = 0
        while at + 3 <= bytes.count {
            let end = at + 3 + 2 * (Int(bytes[at + 1]) | Int(bytes[at + 2]) << 8)
            guard end <= bytes.count else { break }
            let points = stride(from: at + 3, to: end, by: 2).map {
                OpenPoint(kind: ChoiceKind(code: bytes[$0]), options: bytes[$0 + 1])
            }
            runs.append((held: bytes[at] == 0, openPoints: points))
            at = end
        }
        return runs
    }
}
