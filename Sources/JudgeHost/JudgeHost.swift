import CVirtualClock
import Eventlings
import FoundationEssentials
import Glibc
import HiddenSuites
import Judge
import Simulation

/// The program in host mode: it loads a learner's library, plays it, and answers with a verdict.
package enum JudgeHost {
    /// Does one job and ends the process.
    ///
    /// Nothing that starts a task may come before it: the process's executor is replaced.
    package static func run(_ argument: String) -> Never {
        virtual_machine_die_with_parent()
        do {
            try SecondHost.takeHashSeed()
            let job = try JSONDecoder().decode(HostJob.self, from: Data(argument.utf8))
            answer(try verdict(on: job), to: job)
            _exit(0)
        } catch {
            complain("\(error)")
            _exit(1)
        }
    }

    private static func verdict(on job: HostJob) throws -> Verdict {
        guard let suite = Suites.suite(for: job.exercise) else {
            throw UnknownSuite(description: "there is no suite for \(job.exercise)")
        }
        HostMachine.start()
        let library = try LearnerLibrary(path: job.library)
        let machine = HostMachine(globals: library.globals)
        var worlds: [String: World] = [:]
        for setup in suite.worlds {
            worlds[setup.id] = World(suite: suite, setup: setup, machine: machine) {
                library.entry.make()
            }
        }
        let grading = Grading(suite: suite, worlds: worlds)
        let second = SecondHost(job: job, grading: grading)
        switch job.task {
        case .grade: return try second.confirming(grading.verdict())
        case .agree(let outcome): return try second.verdict(comparingWith: outcome)
        case .calm: return try grading.verdict(on: Tape(world: suite.worlds[0].id))
        case .replay(let text):
            guard let tape = Tape(text) else { throw UnknownTape(description: text) }
            let verdict = try grading.verdict(on: tape)
            return tape == second.tape ? try second.confirming(verdict) : verdict
        }
    }

    private static func answer(_ verdict: Verdict, to job: HostJob) {
        guard let json = try? JSONEncoder().encode(verdict) else { return }
        Worker.write(
            Array("\(job.nonce) ".utf8) + Array(json) + Array("\n".utf8),
            to: HostJob.verdictDescriptor)
    }

    private static func complain(_ text: String) {
        Worker.write(Array("\(text)\n".utf8), to: 2)
    }
}

struct UnknownSuite: Error, CustomStringConvertible {
    let description: String
}
