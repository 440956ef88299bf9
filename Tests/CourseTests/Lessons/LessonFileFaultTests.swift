import Course
import Foundation
import Testing

@Suite("A file that is no lesson as a whole is a finding with its line")
struct LessonFileFaultTests {
    private static let body = "## A step\n\nText.\n"

    @Test(
        "Of the front matter",
        arguments: [
            ("", "1: a lesson begins with a line `---`"),
            ("\n---\nid: a\n---\n", "1: a lesson begins with a line `---`"),
            ("--- \n", "1: this line ends with a space"),
            ("---\nid: choosing-a-key\n", "1: the keys that begin here never end"),
            ("---\n---\n", "1: expected lines of the form `key: value`"),
            ("---\n- a\n---\n", "1: expected lines of the form `key: value`"),
            ("---\nid: choosing-a-key\n---\n", "-: the key `title` is missing"),
        ])
    func frontMatter(text: String, expected: String) {
        expect(text + (text.hasSuffix("---\n") ? Self.body : ""), expected)
    }

    @Test(
        "Of a key",
        arguments: [
            ("id: choosing-a-key", "id: [", "4: this isn't YAML"),
            ("id: choosing-a-key", "id: other", "2: the id is `other` and the file's name says"),
            ("title: Choosing a key", "title:", "3: `title` must be a text"),
            ("title: Choosing a key", "titel: a", "3: unknown key `titel`; did you mean `title`?"),
            (
                "title: Choosing a key", "title: a\ntitle: b",
                "-: this isn't YAML: the same key twice"
            ),
            ("minutes: 10", "minutes: soon", "4: `minutes` must be a whole number"),
            ("minutes: 10", "minutes: 2", "4: a lesson takes 3 to 20 minutes"),
            ("minutes: 10", "minutes: 21", "4: a lesson takes 3 to 20 minutes"),
            ("[Choose a key]", "[]", "5: name what the learner can do"),
            ("[Choose a key]", "[a, '']", "5: name what the learner can do"),
            ("[Choose a key]", "a", "5: `objectives` must be a list"),
            ("[the-consumer-loop]", "[[a]]", "6: every item of `prerequisites` must be a text"),
            ("prerequisites: [the-consumer-loop]", "level: 3", "6: unknown key `level`"),
        ])
    func keys(old: String, new: String, expected: String) {
        expect(LessonText.frontMatter.replacing(old, with: new) + Self.body, expected)
    }

    @Test("Three hyphens inside a value, or in a plain block, end nothing")
    func hyphens() throws {
        let front = LessonText.frontMatter.replacing(
            "title: Choosing a key", with: "title: |-\n  a\n  ---\n  b --- c")
        let lesson = try LessonText.read(front + "## A step\n```yaml\n---\na: b\n---\n```\n")
        #expect(lesson.title == "a\n---\nb --- c")
        #expect(lesson.steps[0].screens[0].prose?.markdown.hasPrefix("```yaml\n---") == true)
    }

    @Test(
        "Of the steps",
        arguments: [
            ("", "7: a lesson needs a step"),
            ("\n\n", "9: a lesson needs a step"),
            ("\nText.\n## A step\nText.", "9: begin with a step"),
            ("```run\ntopics\n```\n## A step\nText.", "8: begin with a step"),
            ("## A step", "8: this step is empty"),
            ("## A step\n\n## Another\nText.", "8: this step is empty"),
            ("## A *step\nText.", "8: `*` is never closed"),
        ])
    func steps(body: String, expected: String) {
        expect(LessonText.frontMatter + body, expected)
    }

    @Test("All findings come at once, in the order of the lines")
    func several() {
        let body = "## A *step\n\n```quizz\n```\n<b>\n\n> a\nb\n"
        #expect(
            LessonText.findings(LessonText.frontMatter + body).map { $0.prefix(3) } == [
                "8: ", "10:", "12:", "15:",
            ])
    }

    @Test(
        "Of the bytes",
        arguments: [
            ("\u{FEFF}---\n", "1: this file begins with a byte order mark"),
            ("---\r\nid: a\r\n---\r\n", "1: this line has a carriage return"),
            ("---\nid: a\r\n---\n", "2: this line has a carriage return"),
            ("---\nid:\ta\n", "2: this line has a tab"),
            ("---\n\nid: a \n", "3: this line ends with a space"),
            ("---\n\0\n", "2: this line has the control character U+0000"),
            ("---\na\u{1B}[0m\n", "2: this line has the control character U+001B"),
            ("---\n*\u{301}\n", "2: `*\u{301}` is a sign joined with a combining character"),
            ("---\n\u{600}[\n", "2: `\u{600}[` is a sign joined with a combining character"),
            ("---\na\u{2028}b\n", "2: this line has the control character U+2028"),
        ])
    func bytes(text: String, expected: String) {
        expect(text, expected)
    }

    @Test("Bytes that are no UTF-8")
    func encoding() {
        let findings = #expect(throws: Findings.self) {
            try Lesson(Array("---\nid: ".utf8) + [0xE9, 0x0A], file: LessonText.file)
        }
        #expect(findings?.all.map(\.line) == [2])
        #expect(findings?.all.first?.what.contains("UTF-8") == true)
    }

    @Test("The last line may end without a line break")
    func lastLine() throws {
        _ = try LessonText.read(LessonText.frontMatter + "## A step\nText.")
    }

    @Test(
        "A file that isn't named by numbers and id",
        arguments: [
            ("/c/keys/03-a.md", "name the folder like"),
            ("/c/2-keys/03-a.md", "name the folder like"),
            ("/c/02-keys/a.md", "name the file like"),
            ("/c/02-keys/03-A.md", "name the file like"),
            ("/c/02-keys/03-a.txt", "name the file like"),
        ])
    func names(path: String, expected: String) {
        let findings = #expect(throws: Findings.self) {
            try Lesson([], file: URL(filePath: path))
        }
        #expect(findings?.all.map { $0.what.hasPrefix(expected) } == [true])
    }

    private func expect(_ text: String, _ expected: String) {
        let found = LessonText.findings(text)
        #expect(found.count == 1 && found[0].hasPrefix(expected), "\(found)")
    }
}
