import CVirtualClock
import FoundationEssentials
import Glibc
import Judge
import Simulation

/// A second process with another hash seed, in which a suite's agreement is put to the test. It
/// starts with the first one, gets ready beside it, and waits for what to compare itself with.
struct SecondHost {
    private let worker: Worker.Running
    private let cue: Cue
    private let nonce: String

    struct Unusable: Error, CustomStringConvertible {
        let description: String
    }

    /// Nil for a job that needs none.
    static func start(for job: HostJob, _ suite: Suite) throws -> SecondHost? {
        guard suite.agreement != nil, job.task.mayPass else { return nil }
        var task = job
        task.task = .agree
        let argument = String(decoding: try JSONEncoder().encode(task), as: UTF8.self)
        let cue = try Cue()
        let worker = try Worker.begin { report in
            dup2(report, HostJob.verdictDescriptor)
            dup2(cue.childEnd, STDIN_FILENO)
            setenv(seedVariable, "1", 1)
            become("/proc/self/exe", ["eventlings", HostJob.argument, argument])
        }
        return SecondHost(worker: worker, cue: cue, nonce: job.nonce)
    }

    /// Its verdict, once the first process's run has come to `outcome`. To be asked once.
    func verdict(comparingWith outcome: [String: String]) throws -> Verdict {
        cue.give([UInt8](try JSONEncoder().encode(outcome)))
        let ended = worker.end()
        do {
            return try VerdictLine.parse(ended.report, nonce: nonce)
        } catch {
            throw Unusable(description: "the second host: \(error)\n\(ended.complaint)")
        }
    }

    private static let seedVariable = "EVENTLINGS_HASH_SEED"

    /// Returns only if it can't.
    private static func become(_ executable: String, _ arguments: [String]) {
        var pointers = arguments.map { strdup($0) } + [nil]
        execv(executable, &pointers)
    }

    /// In the second process: hashes by the seed that the first one has left in the environment.
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
}

extension HostJob.Task {
    fileprivate var mayPass: Bool {
        switch self {
        case .grade, .replay: true
        case .calm, .play, .agree: false
        }
    }
}
