import FoundationEssentials
import Testing

@testable import Judge

@Suite("Before the compiler sees a file")
struct SourceFileTests {
    private let bench: StandIn

    init() throws { bench = try StandIn() }

    private func file(_ bytes: [UInt8]) throws -> String {
        let path = "\(bench.folder)/\(UUID().uuidString).swift"
        try Data(bytes).write(to: URL(filePath: path))
        return path
    }

    @Test("a text file passes, an empty one too")
    func passes() throws {
        for text in ["", "let naïve = \"💳\"\n"] {
            try SourceFile.check(try file(Array(text.utf8)))
        }
    }

    @Test("what is no readable text of a solution's size is wrong usage, and says what it is")
    func refuses() throws {
        let large = try file(Array(repeating: 32, count: 1_000_001))
        let binary = try file([0xff, 0xfe, 0x00])
        #expect(throws: JudgeError.tooLarge(large, limit: 1_000_000)) {
            try SourceFile.check(large)
        }
        #expect(throws: JudgeError.notText(binary)) { try SourceFile.check(binary) }
        #expect(throws: JudgeError.notAFile(bench.folder)) { try SourceFile.check(bench.folder) }
        #expect(throws: JudgeError.notAFile("/dev/zero")) { try SourceFile.check("/dev/zero") }
        for path in ["\(bench.folder)/nowhere.swift", "", "\(binary)/below"] {
            #expect(throws: JudgeError.noSuchFile(path)) { try SourceFile.check(path) }
        }
    }
}
