import OutsideThePool
import Simulation
import Testing

@Suite("Tapes", .waitsForProcesses)
struct TapeTests {
    @Test("A tape's text names its world and its deviations")
    func text() {
        let plain = Tape(world: "one")
        #expect(plain.description == "one:")
        #expect(plain.deviating(at: 3, option: 1).description == "one:3.1")
        let deviating = plain.deviating(at: 0, option: 12).deviating(at: 40, option: 2)
        #expect(deviating.description == "one:0.12,40.2")
    }

    @Test(
        "A tape is read back as it was written",
        arguments: ["one:", "one:0.1", "two worlds:3.1,4.1,170.9", "ü:9223372036854775807.1"])
    func roundTrip(text: String) {
        #expect(Tape(text)?.description == text)
    }

    @Test("Every tape of many is read back equal")
    func generatedRoundTrips() {
        var numbers = Numbers()
        for _ in 1...2_000 {
            var tape = Tape(world: "w\(numbers.below(100))")
            var point = -1
            for _ in 0..<numbers.below(6) {
                point += 1 + numbers.below(50)
                tape = tape.deviating(at: point, option: 1 + numbers.below(9))
            }
            #expect(Tape(tape.description) == tape)
        }
    }

    @Test(
        "What no tape was written as is refused",
        arguments: [
            "", "one", ":", ":3.1", "one:3", "one:3.", "one:.1", "one:3.0", "one:-1.1",
            "one:3.-1", "one:+3.1", "one:03.1", "one:3.01", "one:3..1", "one:3.1.1", "one:3.1,",
            "one:,3.1", "one:3.1,,4.1", "one:3.1,3.1", "one:4.1,3.1", "one: 3.1", "one:3.1\n",
            "one:a.1", "one:٣.1", "one:3.1:", "one:two:3.1", "one:9223372036854775808.1",
        ])
    func refused(text: String) {
        #expect(Tape(text) == nil)
    }

    @Test("Whatever text comes, it is either refused or the tape's own")
    func generatedTexts() {
        let pieces = [
            "w", ":", ".", ",", "0", "1", "2", "37", "-", "+", " ", "é", "99999999999999",
        ]
        var numbers = Numbers()
        var read = 0
        for _ in 1...10_000 {
            let start = numbers.below(2) == 0 ? "" : "w:"
            let length = numbers.below(8)
            let text = (0..<length).reduce(start) { text, _ in
                text + pieces[numbers.below(pieces.count)]
            }
            guard let tape = Tape(text) else { continue }
            read += 1
            #expect(tape.description == text)
        }
        #expect((100..<5_000).contains(read), "\(read) of 10,000 were read")
    }
}

/// The same numbers in every run (a linear congruential generator, Knuth's constants for MMIX).
private struct Numbers {
    private var state: UInt64 = 1

    mutating func below(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(bound))
    }
}
