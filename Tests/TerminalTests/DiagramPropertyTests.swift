import Glibc
import Testing

@testable import Terminal

@Suite("Any diagram")
struct DiagramPropertyTests {
    static let widths = [40, 60, 80, 100]
    /// Any place for a text has at least this many columns; a lane's name has fewer.
    static let textRoom = 14
    static let nameRoom = 6

    @Test("fits the terminal, steers nothing and leaves nothing out", arguments: 0..<24)
    func keepsEverything(seed: Int) {
        var random = SplitMix(state: UInt64(seed))
        let diagram = random.diagram()
        for width in Self.widths {
            let capabilities = Capabilities(
                width: width, colour: false, unicode: seed % 2 == 0, plain: seed % 7 == 0)
            let lines = diagram.lines(for: capabilities).map(\.text)
            for line in lines {
                #expect(line.displayWidth <= width, "seed \(seed), width \(width): \(line)")
                #expect(line.withVisibleControls == line)
            }
            let texts = diagram.steps.flatMap { words(of: $0.text, capabilities) }
            let lost =
                texts.filter { !contains(lines, $0, room: Self.textRoom) }
                + diagram.names.filter { !contains(lines, $0, room: Self.nameRoom) }
            #expect(lost.isEmpty, "seed \(seed), width \(width)")
        }
    }

    private func words(of text: String, _ capabilities: Capabilities) -> [String] {
        StyledText(text).spelled(for: capabilities).text
            .split { $0 == " " || $0 == "\n" }.map(String.init)
    }

    /// Whole in one line; only what is very long may be in pieces, one under the other.
    private func contains(_ lines: [String], _ word: String, room: Int) -> Bool {
        if lines.contains(where: { contains($0, word) }) { return true }
        guard word.displayWidth > room else { return false }
        var rest = Array(word)
        for line in lines {
            let piece = (1...rest.count).last { contains(line, String(rest[..<$0])) } ?? 0
            rest.removeFirst(piece)
            if rest.isEmpty { return true }
        }
        return false
    }

    /// By bytes: a combining mark may join a space that we put before it.
    private func contains(_ line: String, _ word: String) -> Bool {
        strstr(line, word) != nil
    }
}

extension SequenceDiagram {
    /// Of the lanes and of the other ends of arrows, with the times.
    fileprivate var names: [String] {
        let acting = steps.filter { ![.pause, .broken].contains($0.kind) }
        return lanes.filter { lane in acting.contains { $0.lane == lane || $0.peer == lane } }
            + steps.flatMap { $0.time.split(separator: " ").map(String.init) }
    }
}

/// Steele, Lea, Flood: Fast splittable pseudorandom number generators (2014).
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    private static let words = [
        "charge", "order-1", "$40,", "größe", "注文が来た", "😀", "👩‍👩‍👧", "🇩🇪", "e\u{301}", "\u{301}x",
        "\u{1B}[2J", "\u{9B}31m", "\u{202E}x", "a\tb", "x\r\ny", "→", "…", "❤\u{FE0F}", "\u{200B}",
        "\n", "", "🏽", String(repeating: "long", count: 30), String(repeating: "注", count: 40),
    ]

    mutating func diagram() -> SequenceDiagram {
        let names = [
            "billing-1", "broker", "gateway", "注文", "a-rather-long-service-name", "db", "x",
        ]
        let lanes = Array(names.shuffled(using: &self).prefix(Int.random(in: 1...7, using: &self)))
        let known = lanes + ["elsewhere", ""]
        let kinds = SequenceDiagram.Kind.allCases
        let steps = (0..<25).map { _ in
            let kind = kinds.randomElement(using: &self) ?? .pause
            let isArrow = [.call, .answer, .lost].contains(kind)
            return SequenceDiagram.Step(
                time: ["", "1ms", "1h 2m 3.004s", "10.0s"].randomElement(using: &self) ?? "",
                lane: known.randomElement(using: &self) ?? "",
                peer: isArrow ? lanes.randomElement(using: &self) : nil,
                text: text(), kind: kind)
        }
        return SequenceDiagram(lanes: lanes, steps: steps)
    }

    private mutating func text() -> String {
        (0..<Int.random(in: 0...9, using: &self))
            .map { _ in Self.words.randomElement(using: &self) ?? "" }
            .joined(separator: " ")
    }
}
