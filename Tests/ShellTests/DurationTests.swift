import Testing

@testable import Shell

@Suite struct DurationTests {
    @Test(
        "A duration may have several units, the largest first, as the program writes them",
        arguments: [
            ("1h30m", 5_400_000), ("25d 21h 51m 30s", 2_238_690_000), ("1s500ms", 1_500),
            ("30m1h", nil), ("1h1h", nil), ("1h 30", nil), ("29d 25h", nil), ("", nil),
            ("1h 9223372036854775807ms", nil),
        ] as [(String, Int64?)])
    func units(word: String, milliseconds: Int64?) {
        #expect((try? Reading.duration(word)) == milliseconds)
    }
}
