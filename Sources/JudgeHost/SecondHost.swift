import CVirtualClock
import FoundationEssentials
import Glibc
import Judge
import Simulation

/// A second process with another hash seed, in which a suite's agreement is put to the test.
struct SecondHost {
    let job: HostJob
    let grading: Grading

    struct Unusable: Error, CustomStringConvertible {
        let description: String
    }

    /// The schedule that both processes play; nil where the suite asks for no agreement.
    var tape: Tape? { grading.suite.agreement.map { Tape(world: $0.world) } }

    /// The verdict itself, or, if it is a pass and the second process disagrees, that one's.
    func confirming(_ first: Verdict) throws -> Verdict {
        guard first.verdict == .passed, let outcome = try outcome() else { return first }
        var second = try secondVerdict(on: outcome)
        guard second.verdict != .passed else { return first }
        second.explored = first.explored
        return second
    }

    /// What the agreement's world comes to in this process.
    private func outcome() throws -> [String: String]? {
        guard let agreement = grading.suite.agreement, let world = grading.worlds[agreement.world]
        else { return nil }
        let worker = try Worker.run { report in
            Worker.restartWatchdog()
            _ = world.play(Tape(world: agreement.world))
            let outcome = try? JSONEncoder().encode(agreement.outcome(world))
            Worker.write(outcome.map { [UInt8]($0) } ?? [], to: report)
        }
        return try JSONDecoder().decode([String: String].self, from: Data(worker.report))
    }
}

/// The first process's side: it starts the second one.
extension SecondHost {
    private static let seedVariable = "EVENTLINGS_HASH_SEED"

    private func secondVerdict(on outcome: [String: String]) throws -> Verdict {
        var job = job
        job.task = .agree(with: outcome)
        let argument = String(decoding: try JSONEncoder().encode(job), as: UTF8.self)
        let worker = try Worker.run { report in
            dup2(report, HostJob.verdictDescriptor)
            setenv(Self.seedVariable, "1", 1)
            Self.become("/proc/self/exe", ["eventlings", HostJob.argument, argument])
        }
        do {
            return try VerdictLine.parse(worker.report, nonce: job.nonce)
        } catch {
            throw Unusable(description: "the second host: \(error)\n\(worker.complaint)")
        }
    }

    /// Returns only if it can't.
    private static func become(_ executable: String, _ arguments: [String]) {
        var pointers = arguments.map { strdup($0) } + [nil]
        execv(executable, &pointers)
    }
}

/// The second process's side.
extension SecondHost {
    /// Hashes by the seed that the first process has left in the environment, if any.
    ///
    /// Nothing may have been hashed before: the tables would be lost.
    static func takeHashSeed() throws {
        guard let text = getenv(seedVariable), let seed = UInt64(String(cString: text)) else {
            return
        }
        guard virtual_machine_set_hash_seed(seed) else {
            throw Unusable(description: "this Swift runtime's hash seed can't be set")
        }
    }

    /// The story is told only where the two disagree.
    func verdict(comparingWith outcome: [String: String]) throws -> Verdict {
        guard let tape else { throw UnknownTape(description: "an agreement of \(job.exercise)") }
        grading.worlds[tape.world]?.elsewhere = outcome
        let result = try Playback(worlds: grading.worlds).play([tape], notingOpenPoints: false)
        guard case .held = result else { return try grading.verdict(on: tape) }
        return Verdict(exercise: job.exercise, verdict: .passed)
    }
}
