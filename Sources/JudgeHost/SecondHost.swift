import CVirtualClock
import FoundationEssentials
import Glibc
import Judge
import Simulation

/// A second process with another hash seed, in which a suite's agreement is put to the test. It
/// starts with the first one, gets ready beside it, and waits for what to compare itself with.
struct SecondHost {
    private let program: StartedProgram
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
        let program = try StartedProgram(
            "/proc/self/exe", ["eventlings", HostJob.argument, argument],
            answeringTo: HostJob.verdictDescriptor, input: cue.childEnd,
            adding: ["\(seedVariable)=1"])
        return SecondHost(program: program, cue: cue, nonce: job.nonce)
    }

    /// Its verdict, once the first process's run has come to `outcome`. To be asked once.
    func verdict(comparingWith outcome: [String: String]) throws -> Verdict {
        cue.give([UInt8](try JSONEncoder().encode(outcome)))
        let ended = program.end()
        do {
            return try VerdictLine.parse(ended.answer, nonce: nonce)
        } catch {
            throw Unusable(description: "the second host: \(error)\n\(ended.complaint)")
        }
    }

    private static let seedVariable = "EVENTLINGS_HASH_SEED"

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
        case .grade, .gradeThoroughly, .replay: true
        case .calm, .play, .agree, .live: false
        }
    }
}
