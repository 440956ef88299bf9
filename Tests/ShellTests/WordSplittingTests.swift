import Testing

@testable import Shell

@Suite struct WordSplittingTests {
    @Test(
        "Words are split and quoted as in a shell",
        arguments: [
            ("grade 06  --json", ["grade", "06", "--json"]),
            ("  grade\t06 ", ["grade", "06"]),
            ("grade --file 'my file.swift'", ["grade", "--file", "my file.swift"]),
            (#"a "b \"c\" \\ \n" d"#, ["a", #"b "c" \ \n"#, "d"]),
            (#"a\ b 'c\d'"#, ["a b", #"c\d"#]),
            ("a'b'\"c\"", ["abc"]),
            ("a '' b", ["a", "", "b"]),
            ("grade # the rest", ["grade"]),
            ("lesson id#3", ["lesson", "id#3"]),
            ("# only a comment ' with a quote", []),
            ("", []),
        ])
    func split(line: String, words: [String]) throws {
        #expect(try WordSplitter.split(line).map(\.text) == words)
    }

    @Test("A quote that is never closed is named by its column")
    func openQuote() {
        let complaint = #expect(throws: Complaint.self) { try WordSplitter.split("grade 'oh") }
        #expect(complaint?.message.contains("column 7") == true)
        #expect(throws: Complaint.self) { try WordSplitter.split("grade \\") }
    }

    @Test("Whatever bytes come, the answer is words or one complaint")
    func garbage() {
        for seed in 0..<2_000 {
            let line = garbage(seed: UInt64(seed))
            do {
                let words = try WordSplitter.split(line)
                _ = try Request.parse(words, table: Command.all)
                _ = try Request.parse([Word("grade")] + words, table: Command.all)
            } catch {
                #expect(!error.message.isEmpty && error.message.count < 400, "seed \(seed)")
            }
        }
    }

    private func garbage(seed: UInt64) -> String {
        var random = Numbers(state: seed)
        let bytes = (0..<random.next(below: 100)).map { _ in UInt8(random.next(below: 256)) }
        let special = Array("'\"\\# -=\u{0}\u{1B}é👩‍🚀\n".unicodeScalars)
        var line = String(decoding: bytes, as: UTF8.self)
        for _ in 0..<random.next(below: 20) {
            line.unicodeScalars.append(special[random.next(below: special.count)])
        }
        return line
    }
}
