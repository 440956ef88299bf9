import Foundation
import Testing

@Suite("House rules: words")
struct WordingRules {
    @Test("Sources neither give up nor force a value")
    func traps() throws {
        let forbidden = [["fatalError"], ["try", "!"], ["as", "!"]]
        let found = try Repository.files(under: "Sources", ending: ".swift").flatMap { text in
            let file = SwiftFile(text)
            return forbidden.flatMap { words in
                file.lines(with: words).map { "\(file.path):\($0) \(words.joined())" }
            }
        }
        #expect(found == [])
    }

    @Test("Nothing is left to be done later, but in the starters")
    func unfinishedWork() throws {
        let words = /\b(todo|fixme|placeholder|stub)s?\b/.ignoresCase()
        let found = try Repository.files(under: "Sources", "Exercises", "Lessons")
            .filter { $0.name != "Starter.swift" }
            .flatMap { file in
                zip(1..., file.lines).filter { $0.1.contains(words) }
                    .map { "\(file.path):\($0.0) \($0.1)" }
            }
        #expect(found == [])
    }

    /// Their time is virtual.
    private static let simulatedPrograms = [
        "Tests/Catalogue/", "Tests/Containment/", "Tests/LearnerFiles/", "Tests/SimulatorHost/",
    ]

    @Test("No test sleeps; a clock of its own may have a function of that name")
    func sleeping() throws {
        let found = try Repository.files(under: "Tests", ending: ".swift")
            .filter { file in !Self.simulatedPrograms.contains { file.path.hasPrefix($0) } }
            .flatMap { text in
                let file = SwiftFile(text)
                let declared = file.lines(with: ["func", "sleep"])
                return ["sleep", "usleep", "nanosleep"].flatMap { file.lines(with: [$0]) }
                    .filter { !declared.contains($0) }.map { "\(file.path):\($0)" }
            }
        #expect(found == [])
    }

    @Test("The version stands in one place")
    func version() throws {
        let home = try SourceText(path: "Sources/Shell/Version.swift")
        let version = try #require(home.text.firstMatch(of: /"(\d+\.\d+\.\d+)"/)?.output.1)
        let others =
            try Repository.files(under: "Sources", "Tests", "Exercises", "Lessons", ".ci")
            + Repository.topLevel().filter { ["Package.swift", "README.md"].contains($0) }
            .map(SourceText.init(path:))
        let found = others.filter { $0.path != home.path }.flatMap { file in
            zip(1..., file.lines).filter { $0.1.contains(version) }
                .map { "\(file.path):\($0.0) \($0.1)" }
        }
        #expect(found == [])
    }
}
