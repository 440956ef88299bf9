import FoundationEssentials
import Testing

@testable import Judge

@Suite("The verdict pipe")
struct VerdictLineTests {
    private let verdict = Verdict(exercise: "charge-once", verdict: .passed)
    private let job = HostJob(exercise: "charge-once", library: "/l.so", task: .calm, nonce: "N")

    private func line() throws -> [UInt8] {
        try Array("N ".utf8) + JSONEncoder().encode(verdict) + Array("\n".utf8)
    }

    @Test("one whole line with the nonce is the verdict")
    func whole() throws {
        #expect(try VerdictLine.parse(line(), nonce: "N") == verdict)
    }

    @Test("anything less, or more, is none")
    func flawed() throws {
        let line = try line()
        func flaw(_ bytes: [UInt8]) -> VerdictLine.Flaw? {
            do throws(VerdictLine.Flaw) {
                _ = try VerdictLine.parse(bytes, nonce: "N")
                return nil
            } catch { return error }
        }
        #expect(flaw([]) == .nothing)
        for length in 1..<line.count { #expect(flaw(Array(line[..<length])) == .cutShort) }
        #expect(flaw(line + line) == .severalLines)
        #expect(flaw(Array("\n".utf8) + line) == .severalLines)
        #expect(flaw(line + [120]) == .cutShort)
        #expect(flaw(Array("M".utf8) + line.dropFirst()) == .foreign)
        #expect(flaw(Array("N".utf8) + line.dropFirst(2)) == .foreign)
        guard case .notAVerdict = flaw(Array("N {}\n".utf8)) else {
            Issue.record("an empty object passed")
            return
        }
    }

    @Test("a whole verdict counts, however the host ended")
    func outlives() throws {
        for ending in [ChildProcess.Ending.exited(0), .exited(3), .signalled(9)] {
            let counted = try HostProcess.verdict(
                of: job, ending: ending, answer: line(), complaints: "")
            #expect(counted == verdict)
        }
    }

    @Test(
        "a host that hangs, floods or dies is our fault, with what it said last",
        arguments: [
            (ChildProcess.Ending.outOfTime, "hung"), (.flooded, "without end"),
            (.exited(3), "status 3, without a verdict"),
            (.signalled(11), "signal 11, without a verdict"),
        ])
    func failed(ending: ChildProcess.Ending, what: String) throws {
        let error = #expect(throws: JudgeError.self) {
            try HostProcess.verdict(of: job, ending: ending, answer: [], complaints: "oh no")
        }
        #expect(error?.exitStatus == 70)
        #expect(error?.message.contains(what) == true)
        #expect(error?.message.contains("our fault") == true)
        #expect(error?.message.hasSuffix("oh no") == true)
    }

    @Test("a host that knows no suite says so, unless there is a verdict")
    func noSuite() throws {
        let ending = ChildProcess.Ending.exited(HostJob.statusWithoutSuite)
        let error = #expect(throws: JudgeError.self) {
            try HostProcess.verdict(of: job, ending: ending, answer: [], complaints: "")
        }
        #expect(error == .noSuite(exercise: job.exercise))
        #expect(
            try HostProcess.verdict(of: job, ending: ending, answer: line(), complaints: "")
                == verdict)
    }
}
