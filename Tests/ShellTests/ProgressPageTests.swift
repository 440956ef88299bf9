import Course
import Foundation
import Judge
import Terminal
import Testing

@testable import Shell

@Suite("Progress as a page")
struct ProgressPageTests {
    let shell: TestShell

    init() throws {
        shell = try TestShell()
    }

    private func page() throws -> [PageReader.Element] {
        try? FileManager.default.removeItem(at: shell.url("page.html"))
        #expect(shell.run("progress --html page.html").status == 0)
        return try #require(PageReader.read(try shell.read("page.html")), "it is not well-formed")
    }

    private func items(_ elements: [PageReader.Element]) -> [String] {
        elements.filter { $0.name == "li" }.map { item in
            item.text.split(whereSeparator: \.isNewline).joined(separator: " | ")
        }
    }

    @Test(
        "It is the map, with what is done, begun and next, and each exercise's attempts and hints")
    func map() throws {
        _ = shell.run("start 00")
        _ = shell.run("grade")
        _ = shell.run("start 06")
        shell.verdict = { _, _ throws(JudgeError) in FixedVerdicts.failed }
        for line in ["hint", "hint", "grade"] { _ = shell.run(line) }
        let elements = try page()
        #expect(
            items(elements) == [
                "✓ | 00 | Pack every order two-lines | exercise, 20 min, medium | "
                    + "done, 1 grading, 0 hints",
                "◐ | 06 | Charge every order once charge-once ← next | exercise, 20 min, medium | "
                    + "begun, 1 grading, 2 hints",
                "· | 07 | Count the stock stock-ledger | exercise, 20 min, medium",
            ])
        let head = try #require(elements.first { $0.name == "header" })
        #expect(head.text.contains("1 of 3 done, as of "))
        #expect(head.text.contains("Next: start charge-once, Charge every order once"))
        #expect(elements.filter { $0.name == "h2" }.map(\.text).first == "Module 3 1 of 3 done")
    }

    @Test("A lesson that was left says at which step")
    func lesson() throws {
        _ = shell.run("new lesson sagas --module 1")
        shell.input = ["leave"]
        _ = shell.run("lesson sagas")
        let elements = try page()
        #expect(
            items(elements).first
                == "◐ | 1.1 | Sagas sagas ← next | lesson, 5 min | at step 1")
        #expect(elements.contains { $0.text == "Module 1: Lessons 0 of 1 done" })
    }

    @Test("The last weeks have a row each, and today has a sign")
    func weeks() throws {
        #expect(try !page().contains { $0.name == "table" })
        _ = shell.run("start 00")
        let elements = try page()
        #expect(elements.filter { $0.name == "td" }.count == 7)
        #expect(elements.filter { $0.attributes["class"] == "active" }.map(\.text) == ["✓"])
        let days = elements.filter { $0.name == "abbr" }.compactMap { $0.attributes["title"] }
        #expect(days.first == "Monday" && days.last == "Sunday" && days.count == 7)
    }

    @Test("With all done, or nothing to learn, there is a page all the same")
    func ends() throws {
        for number in ["00", "06", "07"] {
            _ = shell.run("start \(number)")
            _ = shell.run("grade")
        }
        let head = try #require(try page().first { $0.name == "header" })
        #expect(head.text.contains("3 of 3 done") && !head.text.contains("Next"))
        try shell.write("", to: "empty/Exercises/.gitkeep")
        #expect(shell.run("progress --html empty.html --course empty").status == 0)
        #expect(try shell.read("empty.html").contains("0 of 0 done"))
    }

    @Test(
        "Whatever a course calls its parts stays text",
        arguments: [
            "</title><script>alert(1)</script>", "\" onclick=\"x' & <b>", "]]> <!-- --> &amp;",
            "größer 注文 👩‍👩‍👧", "\u{202E}back",
        ])
    func escaped(title: String) throws {
        let yaml = try shell.read("Exercises/00-two-lines/exercise.yml")
        let literal = String(decoding: try JSONEncoder().encode(title), as: UTF8.self)
        try shell.write(
            yaml.replacing("title: Pack every order", with: "title: \(literal)")
                .replacing("difficulty: medium", with: "difficulty: \(literal)"),
            to: "Exercises/00-two-lines/exercise.yml")
        let elements = try page()
        #expect(!elements.contains { $0.name == "script" || $0.name == "b" })
        #expect(elements.allSatisfy { $0.attributes["onclick"] == nil })
        let first = try #require(elements.first { $0.name == "li" })
        #expect(first.text.contains(title.withVisibleControls + " two-lines"))
        #expect(first.text.contains("20 min, " + title.withVisibleControls))
    }

    @Test("It loads nothing from anywhere, and needs no script")
    func selfContained() throws {
        _ = try page()
        let page = try shell.read("page.html")
        for way in ["http:", "https:", "src=", "href=", "url(", "@import", "<script"] {
            #expect(!page.contains(way), "\(way)")
        }
        #expect(page.contains("default-src 'none'; style-src 'unsafe-inline'\""))
        #expect(page.contains("prefers-color-scheme: dark"))
        #expect(page.contains("@media print"))
    }

    @Test("It is written over its own page, and over nothing else")
    func written() throws {
        let first = shell.run("progress --html mine/progress.html")
        #expect(first.status == 64)
        #expect(
            shell.run("progress --html progress.html").out
                == "Your progress is in progress.html; open it in a browser.\n")
        _ = shell.run("start 00")
        #expect(shell.run("progress --html progress.html").status == 0)
        #expect(try shell.read("progress.html").contains("next"))

        let story = WebPage(command: "replay", title: "", style: "", body: "").html
        for text in ["<!DOCTYPE html>\n<p>mine</p>\n", "", story] {
            try shell.write(text, to: "mine.html")
            let refused = shell.run("progress --html mine.html")
            #expect(refused.status == 64)
            #expect(refused.error.contains("nothing was written"))
            #expect(try shell.read("mine.html") == text)
        }
        #expect(shell.run("progress --html Exercises").status == 64)
        #expect(shell.run("progress --html a.html --json").error.contains("one at a time"))
        #expect(!shell.exists("a.html"))
    }
}
