import Foundation
import Testing

@Suite("The README")
struct ReadmeTests {
    @Test("Its capture is what the program prints")
    func capture() throws {
        let readme = try String(
            contentsOf: Program.repository.appending(path: "README.md"), encoding: .utf8)
        let prompt = "eventlings> grade\n"
        let begin = try #require(readme.range(of: prompt)).upperBound
        let end = try #require(readme[begin...].range(of: "\n```")).lowerBound
        try Program.using { program in
            _ = try program.run("start", "two-lines")
            let printed = try program.run("grade").output
            let trimmed = printed.trimmingCharacters(in: .newlines)
            #expect(String(readme[begin..<end]) == trimmed)
        }
    }

    @Test("Each command of its table is one that the program knows")
    func commands() throws {
        let readme = try String(
            contentsOf: Program.repository.appending(path: "README.md"), encoding: .utf8)
        let help = try Program.using { try $0.run("help") }.output
        for line in readme.split(separator: "\n") where line.hasPrefix("| `") {
            let name = line.dropFirst(3).prefix { $0.isLetter || $0 == "-" }
            #expect(help.contains("  \(name)"), "\(name)")
        }
    }
}
