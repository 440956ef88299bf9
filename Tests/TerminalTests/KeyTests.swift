import Testing

@testable import Terminal

@Suite("Keys")
struct KeyTests {
    @Test(
        "What terminals send for a key is that key",
        arguments: [
            ("\r", .enter), ("\n", .enter), ("q", .character("q")), ("?", .character("?")),
            ("ä", .character("ä")), ("注", .character("注")), ("\u{1B}", .escape),
            ("\u{1B}[A", .up), ("\u{1B}OB", .down), ("\u{1B}[C", .right), ("\u{1B}OD", .left),
            ("\u{1B}[H", .home), ("\u{1B}[4~", .end), ("\u{1B}[1;5C", .other), ("\u{1B}[", .other),
            ("\u{7F}", .other), ("\t", .other),
        ] as [(String, Key)])
    func first(sent: String, key: Key) throws {
        let bytes = Array(sent.utf8)
        let first = try #require(Key.first(in: bytes[...]))
        #expect(first.key == key)
        #expect(first.count == bytes.count)
        // What comes behind it, and where in memory it stands, makes no difference.
        guard sent != "\u{1B}", sent != "\u{1B}[" else { return }
        let more = ([0x61] + bytes + Array("zz".utf8)).dropFirst()
        #expect(Key.first(in: more)?.count == bytes.count)
    }

    @Test("No bytes are no key, and broken ones are taken one by one to their end")
    func broken() {
        #expect(Key.first(in: []) == nil)
        for byte: UInt8 in 0x80...0xFF {
            #expect((Key.first(in: [byte])?.count ?? 0) == 1)
        }
    }
}

@Suite("Pictures")
struct PictureTests {
    @Test("Where lines can be painted over, the second picture begins where the first did")
    func replaced() {
        let capabilities = Capabilities(width: 80, colour: false, unicode: true, height: 24)
        var picture = Picture()
        #expect(picture.replaced(by: ["a", "b"], for: capabilities) == "a\nb\n")
        #expect(picture.replaced(by: ["c"], for: capabilities) == "\u{1B}[2A\r\u{1B}[Jc\n")
        #expect(picture.replaced(by: ["d"], for: capabilities) == "\u{1B}[1A\r\u{1B}[Jd\n")
    }

    @Test("Elsewhere they follow each other")
    func following() {
        let capabilities = Capabilities(width: 80, colour: false, unicode: true)
        var picture = Picture()
        _ = picture.replaced(by: ["a"], for: capabilities)
        #expect(picture.replaced(by: ["b"], for: capabilities) == "b\n")
    }
}
