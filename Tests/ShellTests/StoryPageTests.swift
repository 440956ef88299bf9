import Course
import Foundation
import Judge
import Terminal
import Testing

@testable import Shell

@Suite("A story as a page")
struct StoryPageTests {
    let shell: TestShell

    init() throws {
        shell = try TestShell()
        _ = shell.run("start 06")
        shell.verdict = { _, _ throws(JudgeError) in FixedVerdicts.failed }
        _ = shell.run("grade")
    }

    private func page(_ story: Story) throws -> String {
        StoryPage(
            story: story, exercise: try Exercise(folder: shell.url("Exercises/06-charge-once"))
        )
        .page.html
    }

    private func elements(_ story: Story) throws -> [PageReader.Element] {
        try #require(PageReader.read(try page(story)), "it is not well-formed")
    }

    @Test("It is well-formed, and tells the same steps as the list")
    func steps() throws {
        let story = try Golden.story()
        let sentences = try elements(story).filter { $0.attributes["class"] == "words" }.map(\.text)
        #expect(sentences == story.timeline.map { $0.drawn.sentence.text })
    }

    @Test("Each step has its state and its picture, and the picture is no news to a screen reader")
    func parts() throws {
        let story = try Golden.story()
        let elements = try elements(story)
        let states = elements.filter { $0.attributes["class"]?.hasPrefix("state") == true }
        #expect(states.count == story.timeline.count)
        #expect(states.allSatisfy { $0.text.contains("orders-0:") })
        let pictures = elements.filter { $0.attributes["class"] == "picture" }
        #expect(pictures.count == story.timeline.count)
        #expect(pictures.allSatisfy { $0.attributes["aria-hidden"] == "true" })
        let buttons = elements.filter { $0.name == "button" }
        #expect(buttons.count == 6 && buttons.allSatisfy { $0.attributes["aria-label"] != nil })
        #expect(elements.first?.attributes["lang"] == "en")
        #expect(elements.contains { $0.name == "em" && $0.text.hasSuffix("(new)") })
    }

    @Test(
        "Whatever a learner prints stays text",
        arguments: [
            "</script><script>alert(1)</script>", "\" onclick=\"x' & <b>", "]]> <!-- --> &amp;",
            "\u{0}\u{1b}[31m\u{7}\r\u{2028}\u{202e}\u{fffe}", "größer 注文 👩‍👩‍👧",
        ])
    func escaped(text: String) throws {
        var story = FixedVerdicts.story
        story.timeline[1].text = text
        story.timeline[1].lane = text
        story.timeline[3].kind = .print
        story.timeline[3].text = text
        story.timeline[3].broker = ["\(text): end \(text)"]
        story.cause = text
        story.faults = [text]
        story.lanes.append(text)
        let elements = try elements(story)
        #expect(elements.filter { $0.name == "script" }.count == 1)
        #expect(elements.allSatisfy { $0.attributes["onclick"] == nil })
        let steps = elements.filter { $0.name == "li" }
        try #require(steps.count == story.timeline.count)
        let shown = text.withVisibleControls.replacing("\u{FFFE}", with: "\u{FFFD}")
        #expect(steps[3].text.contains("prints: \"\(shown)\""), "\(steps[3].text)")
        #expect(elements.first { $0.name == "header" }?.text.contains(shown) == true)
        #expect(try !page(story).unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
    }

    @Test("It loads nothing from anywhere")
    func selfContained() throws {
        let page = try page(try Golden.story())
        for way in ["http:", "https:", "src=", "href=", "url(", "@import", "fetch(", "import("] {
            #expect(!page.contains(way), "\(way)")
        }
        #expect(page.contains("default-src 'none'"))
        #expect(page.contains("prefers-color-scheme: dark"))
        #expect(page.contains("@media print"))
    }

    @Test("The command writes it, over its own page and over nothing else")
    func written() throws {
        let first = shell.run("replay --html story.html")
        #expect(first.status == 0)
        #expect(first.out == "The story is in story.html; open it in a browser.\n")
        let page = try shell.read("story.html")
        #expect(page == (try self.page(FixedVerdicts.story)))
        #expect(shell.run("replay --html story.html").status == 0)

        try shell.write("<!DOCTYPE html>\n<p>mine</p>\n", to: "mine.html")
        let refused = shell.run("replay --html mine.html")
        #expect(refused.status == 64)
        #expect(refused.error.contains("nothing was written"))
        #expect(try shell.read("mine.html") == "<!DOCTYPE html>\n<p>mine</p>\n")
        try shell.write("", to: "empty.html")
        #expect(shell.run("replay --html empty.html").status == 64)
        #expect(shell.run("replay --html no/such/folder.html").status == 64)
        #expect(shell.run("replay --html Exercises").status == 64)
    }
}
