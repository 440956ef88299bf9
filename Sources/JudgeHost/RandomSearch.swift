import Simulation

/// Looks for a schedule that fails among random ones, in a world that is too busy to be searched
/// whole.
struct RandomSearch {
    enum Result {
        case held(schedules: Int)
        /// This one failed; as many were played.
        case failed(Tape, schedules: Int)
    }

    let world: World
    /// How many steps they may take, if each takes as many as the one in which nothing strikes.
    let steps: Int

    func result(telling tell: (_ schedules: Int) -> Void) throws -> Result {
        guard let plain = try plainRun() else {
            return .failed(Tape(world: world.id), schedules: 1)
        }
        let count = max(1, steps / max(1, plain.steps))
        var played = 0
        while played < count {
            let batch = min(Playback.schedulesPerBatch / 3, count - played)
            let result = try Playback(worlds: [world.id: world]).play(batch) {
                play(played + $0, plain.points)
            }
            guard case .failed(let index, _, let worker) = result else {
                played += batch
                tell(played)
                continue
            }
            // The dead processes of earlier schedules filled it: a fresh one goes on.
            if worker.isFull, index > 0 {
                played += index
                continue
            }
            let failed = try tape(of: played + index, plain.points)
            return .failed(try shortened(failed), schedules: played + index + 1)
        }
        return .held(schedules: count)
    }

    /// Nil if that one fails.
    private func plainRun() throws -> (steps: Int, points: Int)? {
        let worker = try Worker.run { report in
            Worker.beginSchedule()
            let run = world.play(Tape(world: world.id))
            guard run.finding == nil else { return }
            Worker.write(
                withUnsafeBytes(of: (run.steps, run.choicePoints)) { Array($0) }, to: report)
        }
        let numbers = worker.report.withUnsafeBytes { Array($0.bindMemory(to: Int.self)) }
        return numbers.count == 2 ? (numbers[0], numbers[1]) : nil
    }

    private func play(
        _ index: Int, _ points: Int, didStrike: @escaping (Tape.Deviation) -> Void = { _ in }
    ) -> Run {
        world.play(
            Tape(world: world.id),
            injector: RandomFaults(
                seed: UInt64(index), typicalPoints: points, didStrike: didStrike))
    }

    /// Played again, to know what strikes in it: up to its last moment, however it ends.
    private func tape(of index: Int, _ points: Int) throws -> Tape {
        let worker = try Worker.run { report in
            Worker.beginSchedule()
            _ = play(index, points) { deviation in
                Worker.write(
                    withUnsafeBytes(of: (deviation.point, deviation.option)) { Array($0) },
                    to: report)
            }
        }
        let numbers = worker.report.withUnsafeBytes { Array($0.bindMemory(to: Int.self)) }
        return stride(from: 0, to: numbers.count - 1, by: 2).reduce(Tape(world: world.id)) {
            $0.deviating(at: numbers[$1], option: numbers[$1 + 1])
        }
    }

    /// Leaves out what strikes and is not needed for the failure: one deviation after the other, as
    /// long as one can be spared.
    private func shortened(_ tape: Tape) throws -> Tape {
        for index in tape.deviations.indices {
            var shorter = tape
            shorter.deviations.remove(at: index)
            if try fails(shorter) { return try shortened(shorter) }
        }
        return tape
    }

    /// Whether all of it strikes, and a promise breaks or the program dies.
    private func fails(_ tape: Tape) throws -> Bool {
        let worker = try Worker.run { report in
            Worker.beginSchedule()
            let run = world.play(tape)
            Worker.write([run.allStruck && run.finding != nil ? 1 : 0], to: report)
        }
        return worker.report.first ?? 1 == 1
    }
}
