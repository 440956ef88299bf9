import Testing

@testable import Terminal

@Suite("Capabilities")
struct CapabilitiesTests {
    struct Surroundings: Sendable, CustomTestStringConvertible {
        var environment: [String: String] = [:]
        var isTerminal = true
        var columns: Int? = 90
        var codeset = "UTF-8"
        var noColor = false
        var plain = false
        var testDescription: String {
            "\(environment) terminal:\(isTerminal) columns:\(columns ?? -1) \(codeset) "
                + "noColor:\(noColor) plain:\(plain)"
        }
        var detected: Capabilities {
            .detect(
                environment: environment, isTerminal: isTerminal, columns: columns,
                codeset: codeset, noColor: noColor, plain: plain)
        }
    }

    static let full = Capabilities(width: 90, colour: true, unicode: true)

    @Test(
        "colour and Unicode are used where nobody and nothing objects",
        arguments: [
            (Surroundings(), full),
            (Surroundings(environment: ["TERM": "xterm", "NO_COLOR": ""]), full),
            (
                Surroundings(environment: ["NO_COLOR": "0"]),
                Capabilities(width: 90, colour: false, unicode: true)
            ),
            (
                Surroundings(environment: ["TERM": "dumb"]),
                Capabilities(width: 90, colour: false, unicode: true)
            ),
            (
                Surroundings(noColor: true),
                Capabilities(width: 90, colour: false, unicode: true)
            ),
            (
                Surroundings(isTerminal: false),
                Capabilities(width: 100, colour: false, unicode: true)
            ),
            (
                Surroundings(codeset: "ANSI_X3.4-1968"),
                Capabilities(width: 90, colour: true, unicode: false)
            ),
            (Surroundings(codeset: "utf8"), full),
            (
                Surroundings(plain: true),
                Capabilities(width: 90, colour: false, unicode: false, plain: true)
            ),
        ])
    func means(surroundings: Surroundings, expected: Capabilities) {
        #expect(surroundings.detected == expected)
    }

    @Test("lines are painted over only at a terminal that can, and for who sees it")
    func height() {
        func height(
            _ environment: [String: String] = [:], isTerminal: Bool = true, rows: Int? = 24,
            plain: Bool = false
        ) -> Int? {
            Capabilities.detect(
                environment: environment, isTerminal: isTerminal, columns: 80, rows: rows,
                codeset: "UTF-8", plain: plain
            ).height
        }
        #expect(height() == 24)
        #expect(height(["NO_COLOR": "1"]) == 24)
        #expect(height(["TERM": "dumb"]) == nil)
        #expect(height(isTerminal: false) == nil)
        #expect(height(plain: true) == nil)
        #expect(height(rows: 0) == nil)
    }

    @Test(
        "the width is the terminal's within reason, and 100 elsewhere",
        arguments: [(20, 40), (40, 40), (137, 137), (200, 200), (999, 200), (0, 80)])
    func width(columns: Int, expected: Int) {
        #expect(Surroundings(columns: columns).detected.width == expected)
        #expect(Surroundings(isTerminal: false, columns: columns).detected.width == 100)
        #expect(Surroundings(columns: nil).detected.width == 80)
    }
}
