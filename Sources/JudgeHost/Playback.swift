import Glibc
package import Simulation

/// Plays batches of schedules in workers, and says which was the first to fail.
package struct Playback {
    package enum Result {
        case held([HeldRun])
        /// The schedule at this index did not hold, or ended its worker.
        case failed(index: Int, before: [HeldRun], Worker)
    }

    /// Bounds the memory that the workers' dead processes hold.
    package static let schedulesPerBatch = 3_000

    private let worlds: [String: World]

    package init(worlds: [String: World]) {
        self.worlds = worlds
        for world in worlds.values { world.keepsSnapshots = true }
    }

    /// - Parameter known: The standstills at which a run may be cut short; nil to play each to its
    ///   end.
    package func play(
        _ tapes: ArraySlice<Tape>, notingOpenPoints: Bool, known: KnownStandstills? = nil
    ) throws -> Result {
        try share(tapes.count) { indices, report in
            play(
                indices.lazy.map { tapes[tapes.startIndex + $0] }, notingOpenPoints, known, report)
        }
    }

    /// Plays as many schedules as there are numbers, each by its own.
    func play(_ count: Int, by number: (Int) -> Run) throws -> Result {
        try share(count) { indices, report in
            for index in indices {
                Worker.beginSchedule()
                let run = number(index)
                Worker.write(RunReport(run).bytes, to: report)
                if run.finding != nil { return }
            }
        }
    }

    /// Shares the schedules out to as many workers as there are processors. Whichever ends first,
    /// the failure with the lowest index counts, and nothing after it.
    private func share(
        _ schedules: Int, among work: (StrideTo<Int>, Report) -> Void
    ) throws -> Result {
        let count = Self.workers(for: schedules)
        let running = try (0..<count).map { worker in
            try Worker.begin { work(stride(from: worker, to: schedules, by: count), $0) }
        }
        let workers = running.map { $0.end() }
        let held = workers.map { worker in
            RunReport.all(in: worker.report).map(\.held).prefix { $0 != nil }.compactMap(\.self)
        }
        let firstToFail = held.indices.min { firstOpen($0) < firstOpen($1) }
        func firstOpen(_ worker: Int) -> Int { worker + count * held[worker].count }
        guard let firstToFail else { return .held([]) }
        let end = min(firstOpen(firstToFail), schedules)
        let before = (0..<end).map { held[$0 % count][$0 / count] }
        return end == schedules
            ? .held(before) : .failed(index: end, before: before, workers[firstToFail])
    }

    /// A worker knows the standstills of its own runs besides: those that the others come to at the
    /// same time, it plays on from for nothing.
    private func play(
        _ tapes: some Sequence<Tape>, _ notingOpenPoints: Bool, _ known: KnownStandstills?,
        _ report: Report
    ) {
        var known = known
        let knownRest = known == nil ? nil : { known?.rest(after: $0) }
        for tape in tapes {
            Worker.beginSchedule()
            guard
                let run = worlds[tape.world]?.play(
                    tape, notesOpenPoints: notingOpenPoints, knownRest: knownRest)
            else { return }
            Worker.write(RunReport(run).bytes, to: report)
            if run.finding != nil { return }
            if let restsAt = run.restsAt { known?.learn(run.standstills, restingAt: restsAt) }
        }
    }

    /// Too few schedules are not worth a second worker.
    private static let smallestShare = 50

    private static func workers(for schedules: Int) -> Int {
        let processors = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
        return max(1, min(processors, schedules / smallestShare))
    }
}
