import Testing

@testable import Terminal

private typealias Step = SequenceDiagram.Step

@Suite("Sequence diagrams")
struct SequenceDiagramTests {
    @Test(
        "two, three and five lanes are drawn at 100, 80 and 60 columns",
        arguments: [
            (Stories.two, 100, GoldenDrawings.two100), (Stories.two, 80, GoldenDrawings.two80),
            (Stories.two, 60, GoldenDrawings.two60), (Stories.three, 100, GoldenDrawings.three100),
            (Stories.three, 80, GoldenDrawings.three80),
            (Stories.three, 60, GoldenDrawings.three60),
            (Stories.five, 100, GoldenDrawings.five100),
            (Stories.five, 80, GoldenDrawings.five80), (Stories.five, 60, GoldenDrawings.five60),
        ])
    func drawn(diagram: SequenceDiagram, width: Int, golden: String) {
        #expect(drawing(of: diagram, width: width) == golden)
    }

    @Test("piece by piece it is the same drawing", arguments: [59, 60, 80, 100])
    func pieces(width: Int) {
        let capabilities = Capabilities(width: width, colour: false, unicode: true)
        for story in [Stories.two, Stories.three, Stories.five] {
            let pieces = story.pieces(for: capabilities)
            #expect(pieces.steps.count == story.steps.count)
            #expect(pieces.heading + pieces.steps.flatMap(\.self) == story.lines(for: capabilities))
        }
    }

    @Test("without Unicode the drawing is ASCII")
    func ascii() {
        let drawing = drawing(of: Stories.three, width: 80, unicode: false)
        #expect(drawing == GoldenDrawings.threeASCII80)
        #expect(drawing.utf8.allSatisfy { $0 < 0x80 })
    }

    @Test("for screen readers, and below 60 columns, each step is a numbered sentence")
    func sentences() {
        let plain = drawing(of: Stories.three, width: 60, unicode: false, plain: true)
        #expect(plain == GoldenDrawings.threePlain60)
        #expect(drawing(of: Stories.three, width: 59).hasPrefix("1. At 1ms, billing-1 asks broker"))
    }

    @Test("colour changes nothing but colour")
    func colour() {
        let capabilities = Capabilities(width: 100, colour: true, unicode: true)
        let lines = Stories.three.lines(for: capabilities)
        #expect(lines.map(\.text).joined(separator: "\n") == GoldenDrawings.three100)
        let fault = lines.first { $0.text.contains("CRASH") }
        #expect(
            fault?.rendered(for: capabilities).contains("\u{1B}[1;38;5;196m✗ CRASH: before") == true
        )
        let broken = lines.last?.rendered(for: capabilities)
        #expect(broken?.contains("\u{1B}[1;7;38;5;196m◄══ PROMISE BROKEN: No order") == true)
    }

    @Test("a crashed lane has no line until it starts again")
    func deadLane() {
        let diagram = SequenceDiagram(
            lanes: ["a", "b"],
            steps: [
                Step(time: "1ms", lane: "a", text: "Crash after charging", kind: .fault),
                Step(time: "2ms", lane: "b", text: "charged", kind: .effect),
                Step(time: "3ms", lane: "b", peer: "a", text: "late", kind: .answer),
                Step(time: "4ms", lane: "a", text: "starts again", kind: .lifecycle),
                Step(time: "5ms", lane: "b", text: "done", kind: .effect),
            ])
        #expect(
            drawing(of: diagram, width: 60) == """
                  time  a                       b
                        │                       │
                   1ms  ✗ Crash after charging  │
                   2ms                          ◆ charged
                   3ms   ◄╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌ late ╌┤
                   4ms  ● starts again          │
                   5ms  │                       ◆ done
                """)
    }

    @Test("a step at no lane is drawn across all, and an arrow to none names its end")
    func elsewhere() {
        let diagram = SequenceDiagram(
            lanes: ["a", "b"],
            steps: [
                Step(time: "1ms", lane: "clock", text: "jumps", kind: .fault),
                Step(time: "2ms", lane: "a", peer: "mailer", text: "hello", kind: .call),
            ])
        #expect(
            drawing(of: diagram, width: 60) == """
                  time  a                       b
                        │                       │
                   1ms  │ clock: jumps          │
                   2ms  ├ to mailer: hello      │
                """)
    }

    @Test("a text too long for its arrow stands whole below it")
    func note() {
        let lanes = ["a", "b", "c", "d", "e"]
        let diagram = SequenceDiagram(
            lanes: lanes,
            steps: zip(lanes, lanes.dropFirst()).map {
                Step(
                    time: "1ms", lane: $0, peer: $1,
                    text: "asks \($1) for something that is rather long to say", kind: .call)
            })
        let lines = drawing(of: diagram, width: 60).split(separator: "\n")
        #expect(lines.contains { $0.contains("│ asks b for something that is rather long to say") })
        #expect(lines.allSatisfy { $0.displayWidth <= 60 })
    }

    private func drawing(
        of diagram: SequenceDiagram, width: Int, unicode: Bool = true, plain: Bool = false
    ) -> String {
        let capabilities = Capabilities(
            width: width, colour: false, unicode: unicode, plain: plain)
        return diagram.lines(for: capabilities).map { $0.rendered(for: capabilities) }
            .joined(separator: "\n")
    }
}
