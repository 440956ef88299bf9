import Foundation
import Judge
import Testing

/// Pages as people see them, looked at once and then pinned: `Tests/Golden/NAME.txt`.
///
/// `EVENTLINGS_CAPTURES=write swift test --filter GoldenTests` writes them anew. The story in
/// `charged-aloud.json` is a real verdict; its learner prints what a page might trip over.
enum Golden {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Golden")

    private static var isWritten: Bool {
        ProcessInfo.processInfo.environment["EVENTLINGS_CAPTURES"] == "write"
    }

    static func verdict() throws -> Verdict {
        let data = try Data(contentsOf: folder.appending(path: "charged-aloud.json"))
        return try JSONDecoder().decode(Verdict.self, from: data)
    }

    static func story() throws -> Story {
        try #require(try verdict().counterexample)
    }

    /// Whether the lines are those of the file.
    static func expect(_ lines: [String], in name: String) throws {
        let text = lines.joined(separator: "\n") + "\n"
        let file = folder.appending(path: "\(name).txt")
        if isWritten { try Data(text.utf8).write(to: file) }
        #expect(try String(contentsOf: file, encoding: .utf8) == text, "Tests/Golden/\(name).txt")
    }
}
