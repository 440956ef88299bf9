import Foundation
import Judge
import Terminal
import Testing

@testable import Shell

@Suite("Walking through a story")
struct ReplayTests {
    let shell: TestShell

    init() throws {
        shell = try TestShell()
        _ = shell.run("start 06")
        shell.verdict = { _, _ throws(JudgeError) in FixedVerdicts.failed }
        _ = shell.run("grade")
        shell.isInteractive = true
    }

    /// The steps at which one stands, key by key.
    private func places(_ keys: [Key]) -> [String] {
        shell.capabilities.height = 30
        shell.keys = keys
        return shell.run("replay").out.matches(of: /Step ([0-9]+)\/5/).map { String($0.1) }
    }

    @Test(
        "Every key leads where it says",
        arguments: [
            ([], ["1"]), ([.enter, .right, .down, .character("n")], ["1", "2", "3", "4", "5"]),
            ([.character("n"), .left], ["1", "2", "1"]),
            ([.up, .character("b")], ["1", "1", "1"]),
            ([.end, .home], ["1", "5", "1"]),
            ([.character("G"), .character("g")], ["1", "5", "1"]),
            ([.character("f"), .character("f")], ["1", "4", "4"]),
            ([.character("p")], ["1", "5"]), ([.character("q"), .enter], ["1"]),
            ([.end, .right, .enter, .home], ["1", "5", "5"]),
            ([.other, .character("z"), .right], ["1", "2"]), ([.escape], ["1"]),
            ([.right, .resized, .right], ["1", "2", "2", "3"]),
            ([.right, .continued, .right], ["1", "2", "2", "3"]),
        ] as [([Key], [String])])
    func keys(pressed: [Key], seen: [String]) {
        #expect(places(pressed) == seen)
    }

    @Test("Each screen is painted over the last, and fits the terminal", arguments: [12, 20, 40])
    func painted(height: Int) {
        shell.capabilities.height = height
        shell.keys = [.right, .end]
        let screens = shell.run("replay").out.components(separatedBy: "\r\u{1B}[J")
        #expect(screens.count == 3)
        for (screen, next) in zip(screens, screens.dropFirst()) {
            let rows = screen.split(separator: "\n", omittingEmptySubsequences: false)
            #expect(rows.last == "\u{1B}[\(rows.count - 1)A")
            #expect(rows.count <= height)
            #expect(next.contains("Step"))
        }
        #expect(!screens[1].contains("PROMISE BROKEN"), "it is yet to come")
        #expect(screens[2].contains("PROMISE BROKEN"))
        #expect(screens[2].contains("before the commit."), "the cause stands at the end")
    }

    @Test("A window too small for a drawing shows the step in words", arguments: 1...8)
    func small(height: Int) {
        shell.capabilities = Capabilities(width: 20, colour: false, unicode: true, height: height)
        shell.keys = [.right]
        let screens = shell.run("replay").out.components(separatedBy: "\u{1B}[J")
        for screen in screens {
            let rows = screen.split(separator: "\n").filter { !$0.hasPrefix("\u{1B}") }
            #expect(rows.count < max(height, 2), "\(rows)")
            #expect(rows.first?.contains(/At|▸|billing/) == true, "\(rows)")
        }
        #expect(screens.count == 2)
    }

    @Test("The question mark lists all keys, and the next key takes the list away")
    func help() {
        shell.capabilities.height = 40
        shell.keys = [.character("?"), .character("?"), .character("?"), .right]
        let screens = shell.run("replay").out.components(separatedBy: "\u{1B}[J")
        #expect(
            screens.map { $0.contains("to where the promise broke") } == [
                false, true, false, true, false,
            ])
    }

    @Test("Where lines only follow each other, each step is a sentence with the state below")
    func lineByLine() {
        shell.input = ["", "p", "nonsense", "b", "q", "never read"]
        let out = shell.run("replay --plain").out
        #expect(out.matches(of: /([0-9])\/5/).map { String($0.1) } == ["1", "2", "5", "5", "4"])
        #expect(out.contains("1/5  At 1ms, billing-1: starts.\n    orders-0: end 1\n"))
        #expect(out.contains("to where the promise broke"), "what nobody knows is explained")
        #expect(!out.contains("\u{1B}"))
    }

    @Test("A change is said with what was before; what stays is only told")
    func changes() {
        let states = story(
            ["orders-0: end 2, owner billing-1"],
            ["orders-0: end 2, committed 1, lag 1, owner billing-1"], [],
            ["orders-0: end 2, committed 2, lag 0, owner billing-2", "group g: generation 2"],
            ["orders-0: end 2"]
        ).brokerStates
        #expect(
            states.map { $0.lines.map(\.text.text) } == [
                ["orders-0: end 2, owner billing-1"],
                ["orders-0: end 2, committed 1 (new), lag 1 (new), owner billing-1"],
                ["orders-0: end 2, committed 1, lag 1, owner billing-1"],
                [
                    "orders-0: end 2, committed 2 (was 1), lag 0 (was 1), "
                        + "owner billing-2 (was billing-1)",
                    "group g: generation 2 (new)",
                ],
                [
                    "orders-0: end 2, committed 2 (gone), lag 0 (gone), owner billing-2 (gone)",
                    "group g: generation 2 (gone)",
                ],
            ])
        #expect(states.map(\.isChanged) == [false, true, false, true, true])
    }

    private func story(_ states: [String]...) -> Story {
        Story(
            faults: [], tape: "w:", lanes: ["broker"],
            timeline: states.map {
                Story.Step(at: "1ms", lane: "broker", text: "x", kind: .effect, broker: $0)
            })
    }

    @Test("A story without steps, faults or a breach can be walked all the same")
    func small() {
        var walk = StoryWalk(story())
        for move: StoryWalk.Move in [.forward, .back, .toStart, .toEnd, .toFault, .toBreach] {
            walk.go(move)
            #expect(walk.position == 0 && walk.isAtEnd)
        }
        shell.verdict = { _, _ throws(JudgeError) in
            var verdict = FixedVerdicts.failed
            verdict.counterexample?.timeline = []
            return verdict
        }
        shell.capabilities.height = 30
        #expect(shell.run("replay").status == 0)
    }
}
