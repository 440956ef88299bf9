import Testing

@testable import Terminal

@Suite("Display width")
struct DisplayWidthTests {
    @Test(
        "characters take the columns that terminals give them",
        arguments: [
            ("", 0), ("order-1 $40", 11), ("größe", 5), ("│├►✗●◆╌═┊", 9),
            ("注文", 4), ("アカウント", 10), ("ｶﾅ", 2), ("Ａ１", 4), ("한국어", 6),
            ("\u{1112}\u{1161}\u{11AB}", 2), ("e\u{301}", 1), ("\u{301}", 0), ("a\u{200B}b", 2),
            ("😀", 2), ("👍🏽", 2), ("✌🏽", 2), ("👩‍👩‍👧", 2), ("🇩🇪", 2), ("❤", 1), ("❤\u{FE0F}", 2),
            ("⌚", 2), ("✓", 1), ("𠀀", 2), ("क्षि", 3), ("עברית", 5), (" \u{1F3FD}", 3),
        ] as [(String, Int)])
    func columns(text: String, expected: Int) {
        #expect(text.displayWidth == expected)
    }

    @Test(
        "what could steer the terminal is spelled out",
        arguments: [
            ("plain", "plain"), ("\u{1B}[31mred\u{7}", #"\u{1b}[31mred\u{7}"#),
            ("a\tb", "a    b"), ("one\r\ntwo\nthree", "one\ntwo\nthree"),
            ("50%\r99%", #"50%\r99%"#),
            ("\u{9B}2J", #"\u{9b}2J"#), ("\u{202E}drow", #"\u{202e}drow"#),
            ("a\u{2028}b\u{7F}", #"a\u{2028}b\u{7f}"#), ("größe 注文 👍🏽", "größe 注文 👍🏽"),
        ])
    func controls(text: String, expected: String) {
        #expect(text.withVisibleControls == expected)
        #expect(StyledText(text, .code).text == expected)
    }

    @Test("our signs have an ASCII spelling, and a learner's letters stay")
    func asciiSigns() {
        #expect("a → b … “größe” ≤ 3".withASCIISigns == "a -> b ... \"größe\" <= 3")
    }
}
