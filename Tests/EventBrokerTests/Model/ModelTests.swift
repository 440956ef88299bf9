import Foundation
import Testing

/// The broker against its reference model: whatever clients send, both say the same.
///
/// Other sequences than the usual ones, as many as you like:
/// `BROKER_MODEL_SEED=7 BROKER_MODEL_SEQUENCES=1 swift test --filter ModelTests`. Then each seed is
/// told before it is played, so that a trap has one, too.
@Suite("The broker does what the model does")
struct ModelTests {
    private static let commandsPerSequence = 250

    @Test("in memory, over 100,000 commands", arguments: 0..<4)
    func memory(quarter: UInt64) throws {
        try compare(125, quarter) { seed in
            Comparison.Setting(
                joinDelay: seed % 2 == 0 ? 0 : 3_000, markerDelay: seed % 3 == 0 ? 400 : 0)
        }
    }

    @Test("on a disk, with restarts, over 20,000 commands")
    func disk() throws {
        try compare(82) { seed in
            Comparison.Setting(
                isDurable: true, flushes: seed % 16 == 0,
                joinDelay: seed % 2 == 0 ? 0 : 3_000, markerDelay: seed % 3 == 0 ? 400 : 0)
        }
    }

    @Test("Of a failing sequence, shrinking leaves what it takes to fail")
    func shrinking() {
        let needed = [3, 40, 41, 99]
        var tries = 0
        let fewest = shrunk(Array(0..<100)) { numbers in
            tries += 1
            return needed.allSatisfy(numbers.contains)
        }
        #expect(fewest == needed)
        #expect(tries < 100)
    }

    /// - Parameter part: which of several runs of as many sequences this is.
    private func compare(
        _ usual: UInt64, _ part: UInt64 = 0, _ setting: (UInt64) -> Comparison.Setting
    ) throws {
        let environment = ProcessInfo.processInfo.environment
        let sequences = environment["BROKER_MODEL_SEQUENCES"].flatMap { UInt64($0) } ?? usual
        let first = environment["BROKER_MODEL_SEED"].flatMap { UInt64($0) } ?? 0
        for seed in (first + part * sequences)..<(first + (part + 1) * sequences) {
            if environment["BROKER_MODEL_SEED"] != nil { print("Seed \(seed)") }
            var generator = CommandGenerator(seed: seed)
            let setting = setting(seed)
            let commands = generator.commands(
                Self.commandsPerSequence, restarts: setting.isDurable)
            guard try Comparison.firstDifference(of: commands, setting) != nil else { continue }
            try report(commands, setting, seed: seed)
            return
        }
    }

    private func report(
        _ commands: [Command], _ setting: Comparison.Setting, seed: UInt64
    ) throws {
        let fewest = try shrunk(commands) {
            try Comparison.firstDifference(of: $0, setting) != nil
        }
        let difference = try Comparison.firstDifference(of: fewest, setting)
        Issue.record(
            """
            Seed \(seed), shrunk from \(commands.count) commands to \(fewest.count):
            #expect(
                try Comparison.firstDifference(
                    of: [
            \(fewest.map { "            \($0.source)," }.joined(separator: "\n"))
                    ],
                    \(setting)) == nil)
            \(difference.map { "\($0)" } ?? "")
            """)
    }
}
