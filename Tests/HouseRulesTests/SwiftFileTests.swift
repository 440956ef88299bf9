import Testing

@Suite("The reader of Swift code that the house rules rest on")
struct SwiftFileTests {
    @Test("Comments and strings are no code; interpolations are")
    func tokens() {
        let code = ##"""
            let a = "// \(b /* " */) }" // { c
            /* { /* nested " */ { */ let d = #"\(e) " \#(f)"#
            let g = """
                { " \(h) \""" {
                """; k(/[{"]\/x/) / l
            """##
        let words = SwiftTokens.tokens(of: code).map(\.text)
        #expect(
            words == ["let", "a", "=", "b", "let", "d", "=", "f", "let", "g", "=", "h", ";", "k"]
                + ["(", ")", "/", "l"])
        #expect(SwiftTokens.tokens(of: code).map(\.line).last == 5)
    }

    @Test(
        "Unfinished code is read to its end", arguments: ["\"", "\"\"\"", "/*", "\"\\(", "(/", "{"])
    func unfinished(code: String) {
        #expect(SwiftTokens.tokens(of: "a " + code).first?.text == "a")
        #expect(file("func a() { " + code).functions.map(\.lineCount) == [1])
    }

    @Test("Functions are measured from their first line to their closing brace")
    func functions() {
        let code = """
            protocol P {
                func without(body: Int) throws -> Int
                var stored: Int { get }
                init()
            }
            struct S {
                var closure = { 1 }
                var computed: Int {
                    2
                }
                init(a: @escaping () -> Void = {},
                     b: Int) {
                    self.init("}")
                }
                func < (left: Self, right: Self) -> Bool where T == [Int] {
                    func inner() { }
                    // }
                    return true }
                subscript(index: Int) -> Int { get { 1 } }
                deinit { }
            }
            """
        let expected: [SwiftFile.Function] = [
            .init(name: "stored", line: 3, lineCount: 1),
            .init(name: "computed", line: 8, lineCount: 3),
            .init(name: "init", line: 11, lineCount: 4), .init(name: "<", line: 15, lineCount: 4),
            .init(name: "inner", line: 16, lineCount: 1), .init(name: "(", line: 19, lineCount: 1),
            .init(name: "{", line: 20, lineCount: 1),
        ]
        #expect(file(code).functions == expected)
    }

    @Test("A function of 71 lines has 71")
    func longFunction() {
        let body = String(repeating: "    call(\"{\")\n", count: 69)
        #expect(file("func long() {\n\(body)}").functions.map(\.lineCount) == [71])
    }

    @Test("Imports are found with any attributes, and not in strings or comments")
    func imports() {
        let code = """
            @_exported public import A
            @_spi(X) @_spi(Y) import B
            import struct C.D
            // import E
            let text = "import F"
            """
        #expect(file(code).imports == ["A", "B", "C"])
    }

    @Test("Types are found where they are declared")
    func types() {
        let code = """
            final class A: B { class func c() {} ; enum D {} }
            extension E where F == G.Type {}
            package struct H<I: J> { typealias K = L }
            """
        #expect(file(code).types.map(\.name) == ["A", "D", "H", "K"])
    }

    @Test("Sequences of words are found with their lines")
    func sequences() {
        let code = "try! a()\nlet b = c as! D // as! E\nlet f = \"try! g\"\nlet h = try? i as? J"
        #expect(file(code).lines(with: ["try", "!"]) == [1])
        #expect(file(code).lines(with: ["as", "!"]) == [2])
    }

    private func file(_ code: String) -> SwiftFile { SwiftFile(path: "Test.swift", code: code) }
}
