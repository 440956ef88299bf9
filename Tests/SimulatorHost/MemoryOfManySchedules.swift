import FoundationEssentials
import Glibc
import JudgeHost
import Simulation

/// `memory LIBRARY SCHEDULES`: plays that many in workers, as a grading does, and prints how much
/// memory the zygote and the largest worker have taken after each tenth.
enum MemoryOfManySchedules {
    private static let perWorker = 1_500

    static func run(_ arguments: [String]) throws {
        let awkward = try AwkwardWorld(library: arguments.argument(0))
        let schedules = try arguments.number(1)
        let id = awkward.trial.setup.id
        let tapes = awkward.world.successors(of: Tape(world: id))
        let playback = Playback(worlds: [id: awkward.world])
        var (played, reported) = (0, 0)
        while played < schedules {
            let count = min(perWorker, schedules - played)
            let batch = (0..<count).map { tapes[($0 + played) % tapes.count] }
            guard case .held = try playback.play(batch[...], notingOpenPoints: true) else {
                throw WrongUsage("a schedule did not hold")
            }
            played += count
            if played * 10 / schedules > reported {
                reported = played * 10 / schedules
                report(after: played)
            }
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
