import Eventlings
import Sandbox
import Testing

@Suite("A process beside the sandbox that means harm")
struct HostileProgramTests {
    /// A process that a learner's code has taken over may send whatever can be read.
    @Test(
        "Whatever it asks, with whatever numbers, the sandbox answers or refuses", arguments: 0..<40
    )
    func hostile(seed: UInt64) throws {
        var generator = SplitMix(state: seed)
        var reads = 0
        let sandbox = Sandbox()
        try sandbox.perform(.createTopic("orders", partitions: 2))
        let program = ScriptedProgram { turn in
            guard turn.elapsed < 60_000, turn.arrivals.isEmpty else {
                return .paused(LivePause(wakesAt: turn.elapsed + 1_000))
            }
            let text = String(
                decoding: LiveMessage.bytes(
                    of: LivePause(acts: LiveSamples.acts.shuffled(using: &generator))),
                as: UTF8.self)
            let numbers = ["-1", "0", "1", "2147483648", "-9007199254740000", "9007199254740000"]
            let bent = text.replacing(/:-?[0-9]{1,6}(?=[,}\]])/) { match in
                UInt8.random(in: 0..<8, using: &generator) == 0
                    ? ":" + (numbers.randomElement(using: &generator) ?? "0") : String(match.0)
            }
            let read = try? LiveMessage.read(LivePause.self, from: Array(bent.utf8))
            let acts = read?.acts ?? LiveSamples.acts
            reads += read == nil ? 0 : 1
            return .paused(LivePause(acts: acts, wakesAt: turn.elapsed + 1_000))
        }
        _ = try sandbox.join(exercise: "two-lines", topic: "orders") { _ throws(SandboxError) in
            program
        }
        try sandbox.perform(.wait(milliseconds: 120_000))
        #expect(reads > 0)
    }
}

/// A stream of random numbers that a seed brings back.
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
