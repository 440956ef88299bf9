import Testing

@Suite("The screen that tests look at")
struct ScreenTests {
    private func screen(_ written: String..., columns: Int = 10, rows: Int = 4) -> Screen {
        var screen = Screen(columns: columns, rows: rows)
        for text in written { screen.write(Array(text.utf8)) }
        return screen
    }

    @Test("A full line goes on below, once more comes; the top line leaves a full screen")
    func wrapping() {
        #expect(screen("0123456789").row == 0)
        #expect(screen("0123456789a").lines == ["0123456789", "a"])
        #expect(screen("0123456789\r\nb").lines == ["0123456789", "b"])
        #expect(screen("1\r\n2\r\n3\r\n4\r\n5").lines == ["2", "3", "4", "5"])
    }

    @Test(
        "Control sequences do what an xterm does",
        arguments: [
            ("abc\u{1B}[2DX", "aXc"), ("abc\rX", "Xbc"), ("abc\u{8}X", "abX"),
            ("abc\r\u{1B}[2CX", "abX"), ("abc\u{1B}[2G\u{1B}[K", "a"), ("abc\r\u{1B}[P", "bc"),
            ("abc\r\u{1B}[2@", "  abc"), ("a\r\nb\u{1B}[AX", "aX\nb"), ("a\u{1B}[BX", "a\n X"),
            ("abc\r\nd\u{1B}[H\u{1B}[2Jx", "x"), ("a\r\nb\r\u{1B}[A\u{1B}[J", ""),
            ("a\tb", "a       b"),
            ("abc\r\u{1B}[4hX\u{1B}[4lY", "XYbc"), ("a\u{1B}[2;3HX", "a\n  X"),
        ])
    func sequences(written: String, seen: String) {
        let screen = screen(written)
        #expect(screen.text == seen)
        #expect(screen.unknown == [])
    }

    @Test("What comes in pieces, in two columns, or on top of a character stands where it belongs")
    func characters() {
        let bytes = Array("é靴\u{1B}[1Cx".utf8)
        var screen = Screen(columns: 10, rows: 4)
        for byte in bytes { screen.write([byte]) }
        #expect(screen.text == "é靴 x")
        #expect(screen.column == 5)
        #expect(self.screen("012345678靴").lines == ["012345678", "靴"])
        #expect(self.screen("e\u{301}!").column == 2)
        #expect(self.screen("靴靴\r\u{1B}[1Cx").text == " x靴")
        #expect(self.screen("靴靴\rx").text == "x 靴")
    }

    @Test("A style lasts until it is changed; what the model does not know is told")
    func styles() {
        let screen = screen("\u{1B}[0;1mbold\u{1B}[31mred\u{1B}[0m.\u{1B}[?25l")
        #expect(screen.style(of: "bold") == [1])
        #expect(screen.style(of: "red") == [1, 31])
        #expect(screen.style(of: ".") == [])
        #expect(screen.style(of: "blue") == nil)
        #expect(screen.unknown == ["ESC [ ?25l"])
    }

    @Test("In another window a line flows anew, and the cursor stays in it")
    func resizing() {
        var screen = screen("first\r\n0123456789abc\r\nlast")
        screen.resize(columns: 20, rows: 4)
        #expect(screen.lines == ["first", "0123456789abc", "last"])
        screen.resize(columns: 5, rows: 6)
        #expect(screen.lines == ["first", "01234", "56789", "abc", "last"])
        #expect(screen.beforeCursor == "last")
        screen.resize(columns: 20, rows: 2)
        #expect(screen.lines == ["0123456789abc", "last"])
    }
}
