import CContainment
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
            try carryOut(job)
            _exit(0)
        } catch is UnknownSuite {
            _exit(HostJob.statusWithoutSuite)
        } catch {
            complain("\(error)")
            _exit(1)
        }
    }

    private static func carryOut(_ job: HostJob) throws {
        guard let suite = Suites.suite(for: job.exercise) else {
            throw UnknownSuite()
        }
        _ = containment_protect_files()
        do {
            if case .live(let name) = job.task {
                try takeTurns(as: name, job, suite)
            } else {
                let second = try SecondHost.start(for: job, suite)
                guard let cue = Cue.wait() else { return }
                try play(try grading(by: suite, for: job), job, cue, second)
            }
        } catch let failure as LearnerLibrary.Unloadable {
            guard let symbol = failure.missingSymbol else { throw failure }
            refuse(job, "`\(symbol)` is declared in your file, and defined nowhere: remove it.")
        }
    }

    /// The turns come on the socket on which the cue came, and which is standard input until then.
    private static func takeTurns(as name: String, _ job: HostJob, _ suite: Suite) throws {
        let channel = dup(STDIN_FILENO)
        guard Cue.wait() != nil else { return }
        let hosting = LiveHosting(suite: suite, job: job, name: name, channel: channel)
        answer(try hosting.ending(), to: job)
    }

    private static func play(
        _ grading: Grading, _ job: HostJob, _ cue: [UInt8], _ second: SecondHost?
    ) throws {
        switch job.task {
        case .grade, .gradeThoroughly:
            var grading = grading
            grading.tell = tell
            answer(try grading.verdict(confirmedBy: second), to: job)
        case .agree: answer(try grading.verdict(comparingWith: cue), to: job)
        case .calm:
            answer(try grading.verdict(on: Tape(world: grading.suite.worlds[0].id)), to: job)
        case .replay(let text):
            guard let tape = Tape(text) else { throw UnknownTape(description: text) }
            answer(try grading.verdict(on: tape, confirmedBy: second), to: job)
        case .play(let faults): answer(try grading.play(faults), to: job)
        case .live: break
        }
    }

    private static func grading(by suite: Suite, for job: HostJob) throws -> Grading {
        HostMachine.start()
        let library = try LearnerLibrary(path: job.library)
        let machine = HostMachine(globals: library.globals)
        let symbolizer = Symbolizer(job, image: library.image)
        return Grading(suite: suite, scope: job.task.scope, symbolizer: symbolizer) { setup in
            World(suite: suite, setup: setup, machine: machine) { library.entry.make() }
        }
    }

    private static func refuse(_ job: HostJob, _ message: String) {
        let verdict = Verdict(exercise: job.exercise, verdict: .refused, message: message)
        switch job.task {
        case .play: answer(PlayResult(verdict: verdict), to: job)
        case .live: answer(LiveEnding(message: message), to: job)
        default: answer(verdict, to: job)
        }
    }

    private static func answer(_ answer: some Encodable, to job: HostJob) {
        guard let json = try? JSONEncoder().encode(answer) else { return }
        write(
            Array("\(job.nonce) ".utf8) + Array(json) + Array("\n".utf8),
            to: HostJob.verdictDescriptor)
    }

    private static func tell(_ schedules: Int) {
        write(
            withUnsafeBytes(of: UInt64(schedules)) { Array($0) }, to: HostJob.progressDescriptor)
    }

    private static func complain(_ text: String) {
        write(Array("\(text)\n".utf8), to: STDERR_FILENO)
    }

    /// Bytes, all of them.
    private static func write(_ bytes: [UInt8], to descriptor: Int32) {
        bytes.withUnsafeBytes { buffer in
            var rest = buffer
            while !rest.isEmpty {
                let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
                if count < 0, errno != EINTR { return }
                rest = UnsafeRawBufferPointer(rebasing: rest[max(0, count)...])
            }
        }
    }
}

struct UnknownSuite: Error {}

extension HostJob.Task {
    fileprivate var scope: Scope { self == .gradeThoroughly ? .thorough : .ordinary }
}
