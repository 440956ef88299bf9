import Foundation
import Testing

@testable import EventBroker

/// The broker against its reference model: whatever clients send, both say the same.
///
/// Another run than the usual one: `BROKER_MODEL_SEED=7 BROKER_MODEL_SEQUENCES=1 swift test --filter
/// ModelTests`.
@Suite("The broker does what the model does")
struct ModelTests {
    private static let commandsPerSequence = 250

    @Test("in memory, over 100,000 commands", arguments: 0..<4)
    func memory(quarter: Int) throws {
        try compare(sequences: 105, from: UInt64(quarter) * 1_000) { seed in
            Comparison.Setting(
                joinDelay: seed % 2 == 0 ? 0 : 3_000, markerDelay: seed % 3 == 0 ? 400 : 0)
        }
    }

    @Test("on a disk, with restarts, over 20,000 commands")
    func disk() throws {
        try compare(sequences: 82, from: 10_000) { seed in
            Comparison.Setting(
                isDurable: true, flushes: seed % 16 == 0, joinDelay: seed % 2 == 0 ? 0 : 3_000,
                markerDelay: seed % 3 == 0 ? 400 : 0)
        }
    }

    private func compare(
        sequences: Int, from first: UInt64, _ setting: (UInt64) -> Comparison.Setting
    ) throws {
        let environment = ProcessInfo.processInfo.environment
        let first = environment["BROKER_MODEL_SEED"].flatMap { UInt64($0) } ?? first
        let sequences = environment["BROKER_MODEL_SEQUENCES"].flatMap { Int($0) } ?? sequences
        for seed in first..<first + UInt64(sequences) {
            let setting = setting(seed)
            var generator = CommandGenerator(seed: seed)
            let commands = generator.commands(
                Self.commandsPerSequence, restarts: setting.isDurable)
            guard try Comparison.firstDifference(of: commands, setting) != nil else { continue }
            let fewest = try shrunk(commands) {
                try Comparison.firstDifference(of: $0, setting) != nil
            }
            let difference = try Comparison.firstDifference(of: fewest, setting)
            Issue.record(
                """
                Seed \(seed), \(setting), shrunk from \(commands.count) commands to \(fewest.count):
                [
                \(fewest.map { "    \($0.source)," }.joined(separator: "\n"))
                ]
                \(difference.map { "\($0)" } ?? "")
                """)
            return
        }
    }
}
