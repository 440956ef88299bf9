import Course
import Foundation
import Judge
import Terminal
import Testing

@testable import Shell

/// A way of seeing a page, and the name of its files.
struct View: CustomTestStringConvertible, Sendable {
    let name: String
    let capabilities: Capabilities

    var testDescription: String { name }

    private static func view(
        _ name: String, _ width: Int, colour: Bool = false, unicode: Bool = true,
        plain: Bool = false
    ) -> View {
        View(
            name: name,
            capabilities: Capabilities(
                width: width, colour: colour, unicode: unicode, plain: plain,
                height: plain ? nil : 40))
    }

    static let all = [
        view("120", 120), view("100", 100), view("80", 80), view("60", 60),
        view("80-colour", 80, colour: true),
        view("80-ascii", 80, unicode: false), view("80-plain", 80, unicode: false, plain: true),
    ]
}

@Suite("Golden pages of a failing story")
struct GoldenTests {
    let exercise: Exercise

    init() throws {
        let shell = try TestShell()
        exercise = try Exercise(folder: shell.url("Exercises/06-charge-once"))
    }

    private func rendered(_ lines: [StyledText], _ view: View) -> [String] {
        lines.map { $0.rendered(for: view.capabilities) }
    }

    @Test("The report", arguments: View.all)
    func report(view: View) throws {
        let report = VerdictReport(
            verdict: try Golden.verdict(), exercise: exercise, duration: .milliseconds(214),
            difference: "Last time order-1 was never charged; this time order-1 was charged twice.")
        try Golden.expect(
            rendered(report.lines(for: view.capabilities), view), in: "report-\(view.name)")
    }

    @Test("The replay in a pipe", arguments: View.all)
    func list(view: View) throws {
        let lines = StoryList(try Golden.story()).lines(for: view.capabilities)
        try Golden.expect(rendered(lines, view), in: "replay-\(view.name)")
    }

    @Test(
        "A step of the replay at a terminal", arguments: View.all.filter { !$0.capabilities.plain })
    func frame(view: View) throws {
        let story = try Golden.story()
        let frame = StoryFrame(story: story, states: story.brokerStates, position: 12)
        try Golden.expect(
            rendered(frame.lines(for: view.capabilities), view), in: "step-\(view.name)")
    }

    @Test(
        "In every view, each step's words are there, and no line is too wide", arguments: View.all)
    func complete(view: View) throws {
        let story = try Golden.story()
        let lines =
            story.diagram.lines(for: view.capabilities)
            + StoryList(story).lines(for: view.capabilities)
        #expect(lines.allSatisfy { $0.displayWidth <= view.capabilities.width })
        let text = lines.map(\.text).joined(separator: " ")
        for step in story.timeline {
            for word in step.text.split(separator: " ") where !word.contains("→") {
                #expect(text.contains(word), "\(step.text)")
            }
        }
        #expect(text.contains("PROMISE BROKEN"))
    }

    @Test("Plain and ASCII pages draw nothing")
    func plain() throws {
        let signs = Set("│├┤►◄─╌◆✗●═▸")
        for view in View.all where view.capabilities.plain || !view.capabilities.unicode {
            let story = try Golden.story()
            let lines =
                story.diagram.lines(for: view.capabilities)
                + StoryList(story).lines(for: view.capabilities)
            for line in lines {
                #expect(!line.text.contains(where: signs.contains), "\(line.text)")
            }
        }
    }
}
