import Course
import Foundation

/// Texts of lessons made up for tests.
enum LessonText {
    static let file = URL(filePath: "/course/Lessons/02-keys/03-choosing-a-key.md")

    static let frontMatter = """
        ---
        id: choosing-a-key
        title: Choosing a key
        minutes: 10
        objectives: [Choose a key]
        prerequisites: [the-consumer-loop]
        ---

        """

    /// The line on which a body under `frontMatter` begins.
    static let bodyLine = 8

    static func read(_ text: String) throws(Findings) -> Lesson {
        try Lesson(Array(text.utf8), file: file)
    }

    /// A lesson of one step, whose heading is line 8 and whose text begins on line 9.
    static func step(_ text: String) throws(Findings) -> Lesson {
        try read(frontMatter + "## A step\n" + text)
    }

    /// `LINE: what` of every finding, in their order.
    static func findings(_ text: String) -> [String] {
        do throws(Findings) {
            _ = try read(text)
            return []
        } catch {
            return error.all.map { "\($0.line.map(String.init) ?? "-"): \($0.what)" }
        }
    }

    /// Those of a step's text, whose first line counts as 1.
    static func stepFindings(_ text: String) -> [String] {
        do throws(Findings) {
            _ = try step(text)
            return []
        } catch {
            return error.all.map { "\(($0.line ?? 0) - bodyLine): \($0.what)" }
        }
    }

    /// Whether each finding begins as expected; the expected ones are separated by `;`.
    static func areAsExpected(_ found: [String], _ expected: String) -> Bool {
        let wanted = expected.split(separator: /;(?=\d)/)
        return found.count == wanted.count && zip(found, wanted).allSatisfy { $0.hasPrefix($1) }
    }
}
