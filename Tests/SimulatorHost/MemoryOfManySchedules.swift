import FoundationEssentials
import Glibc
import JudgeHost
import Simulation

/// `memory LIBRARY SCHEDULES`: plays at least that many in workers, as a grading does, and prints how
/// much memory the zygote has taken after each batch, and the largest worker so far.
enum MemoryOfManySchedules {
    static func run(_ arguments: [String]) throws {
        let world = try LearnerWorld(library: arguments.argument(0)).world
        let schedules = try arguments.number(1)
        let tapes = world.successors(of: Tape(world: world.id))
        let playback = Playback(worlds: [world.id: world])
        let perBatch = min(Playback.schedulesPerBatch, schedules / 10)
        for played in stride(from: 0, to: schedules, by: perBatch) {
            let batch = (0..<perBatch).map { tapes[($0 + played) % tapes.count] }
            guard case .held = try playback.play(batch[...], notingOpenPoints: true) else {
                throw WrongUsage("a schedule did not hold")
            }
            report(after: played + perBatch)
        }
    }

    private static func report(after schedules: Int) {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_CHILDREN.rawValue), &usage)
        say("after \(schedules) zygote \(residentKilobytes()) kB, worker \(usage.ru_maxrss) kB")
    }

    private static func residentKilobytes() -> Int {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") } ?? ""
        return line.split(separator: " ").compactMap { Int($0) }.first ?? 0
    }
}
