import Testing

@testable import Terminal

@Suite("Completion")
struct CompletionTests {
    static let words = ["topic", "topics", "produce", "--key", "--keep=", "Workspace/", "größe"]

    @Test(
        "Tab inserts what all possible words agree in",
        arguments: [
            ("pro", .insertion("duce ")), ("to", .insertion("pic")),
            ("topic", .choice(["topic", "topics"])), ("topics", .insertion(" ")),
            ("produce orders --k", .insertion("e")), ("x --kee", .insertion("p=")),
            ("open W", .insertion("orkspace/")), ("grö", .insertion("ße ")), ("zzz", .nothing),
            ("a ", .choice(words.sorted())),
        ] as [(String, Completion)])
    func completes(line: String, expected: Completion) {
        #expect(Completion(of: line, words: Self.words) == expected)
    }

    @Test("choices are listed downwards in equal columns")
    func lists() {
        #expect(["a", "bbb", "注文", "d", "e"].inColumns(width: 16) == ["a     注文  e", "bbb   d"])
        #expect(["a", "b"].inColumns(width: 1) == ["a", "b"])
        #expect([String]().inColumns(width: 80).isEmpty)
    }
}
