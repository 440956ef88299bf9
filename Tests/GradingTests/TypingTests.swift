import OutsideThePool
import Testing

/// What a person sees on the screen while they type, at a window of 40 columns.
@Suite("What is typed stands on the screen", .serialized, .waitsForProcesses)
struct TypingTests {
    private typealias Keys = PseudoTerminal

    private static let columns = 40
    private static let home = "\u{1}"
    private static let left = "\u{2}"
    private static let search = "\u{12}"

    private func atPrompt(_ body: (PseudoTerminal) throws -> Void) throws {
        try Program.using { program in
            let terminal = try PseudoTerminal(program, columns: Self.columns)
            try terminal.shows("eventlings>")
            terminal.awaitsKeys()
            try body(terminal)
        }
    }

    /// The rows from the last prompt on, joined: what a row is too narrow for goes on in the next.
    private func line(_ screen: Screen) -> String {
        let start = screen.lines.lastIndex { $0.hasPrefix("eventlings>") } ?? 0
        return screen.lines[start...].joined(separator: "\n")
    }

    /// Text as it flows behind the prompt.
    private func flown(_ text: String, columns: Int = columns) -> Screen {
        var screen = Screen(columns: columns, rows: 40)
        screen.write(Array("eventlings> \(text)".utf8))
        return screen
    }

    /// Behind a full row it waits in the next one.
    private func cursor(behind text: String, columns: Int = columns) -> Int {
        let screen = flown(text, columns: columns)
        return screen.isFull ? 0 : screen.column
    }

    /// Wide characters on one row only: where there are more, libedit moves about by writing what
    /// stands there, and may begin in the middle of such a character.
    @Test(
        "Wherever a line is changed, all of its rows show what it has become", arguments: 1...3,
        [EditedLine.narrow, .wide])
    fileprivate func editing(seed: UInt64, empty: EditedLine) throws {
        try atPrompt { terminal in
            var line = empty
            var generator = Dice(state: seed)
            for _ in 1...120 {
                terminal.type(line.change(by: &generator))
                let (before, after) = (String(line.before), String(line.after))
                let wanted = flown(before + after).text
                let column = cursor(behind: before)
                try terminal.screen(shows: "\(wanted)\nwith the cursor in column \(column)") {
                    self.line($0) == wanted && $0.column == column
                }
            }
        }
    }

    @Test(
        "In a window of another width the line flows anew, and goes on",
        arguments: [20, 31, 36, 64, 100])
    func resizing(columns: Int) throws {
        try atPrompt { terminal in
            let text = "produce 靴屋 --key order-{n} --event OrderPlaced total=89.99"
            terminal.type(text)
            func showsTheLine(_ columns: Int) throws {
                let wanted = flown(text, columns: columns).text
                let column = cursor(behind: String(text.dropLast(10)), columns: columns)
                try terminal.screen(shows: "\(wanted)") {
                    self.line($0) == wanted && $0.column == column
                }
            }
            terminal.type(String(repeating: Self.left, count: 10))
            try showsTheLine(Self.columns)
            terminal.resize(columns: columns)
            try terminal.saysMore()
            try showsTheLine(columns)
            terminal.awaitsKeys()
            terminal.type("NEW ")
            let wanted = flown(text.dropLast(10) + "NEW " + text.suffix(10), columns: columns).text
            let screen = try terminal.screen(shows: "\(wanted)") { self.line($0) == wanted }
            #expect(screen.text.matches(of: /eventlings>/).count == 1)
        }
    }

    @Test("Ctrl-C leaves the whole line to be seen, and a new prompt below it")
    func interrupted() throws {
        try atPrompt { terminal in
            let text = "produce shop one two three four five six seven eight nine"
            terminal.type(text + Self.home)
            try terminal.screen(shows: "the line") {
                $0.column == 12 && line($0) == flown(text).text
            }
            terminal.type(Keys.controlC)
            let screen = try terminal.screen(shows: "a new prompt") {
                line($0) == "eventlings>" && $0.column == 12
            }
            #expect(screen.text.contains(flown(text + "^C").text))
        }
    }

    @Test("A list of completions comes between the line and the line")
    func completions() throws {
        try atPrompt { terminal in
            terminal.type("topic " + Keys.tab)
            let screen = try terminal.screen(shows: "the list") {
                $0.text.contains("create  grow    show") && $0.beforeCursor == "eventlings> topic "
            }
            #expect(
                screen.lines.suffix(3) == [
                    "eventlings> topic", "create  grow    show", "eventlings> topic",
                ])
        }
    }

    @Test("A search shows the line that it has found, and in another window the line stays")
    func searching() throws {
        try atPrompt { terminal in
            terminal.type("topic create kept" + Keys.enter)
            try terminal.screen(shows: "a new prompt") { line($0) == "eventlings>" }
            terminal.awaitsKeys()
            terminal.type(Self.search + "kep")
            try terminal.screen(shows: "what was found") {
                line($0) == "eventlings> topic create kept\nbck:kep"
            }
            terminal.resize(columns: 60)
            try terminal.saysMore()
            let screen = try terminal.screen(shows: "the line alone") {
                line($0) == "eventlings> topic create kept"
            }
            #expect(screen.text.contains("kept has 1 partition"))
        }
    }
}

/// Numbers that are the same in every run.
private struct Dice: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state >> 33 | state << 31
    }
}

/// A line as an editor with Emacs's keys changes it.
private struct EditedLine {
    static let narrow = EditedLine(
        texts: ["a", " ", "word ", "  ", "é", "x=1", "--key "], longest: 100)
    static let wide = EditedLine(texts: ["靴", "x", "注文 ", " "], longest: 10)

    let texts: [String]
    let longest: Int
    private(set) var before: [Character] = []
    private(set) var after: [Character] = []

    private init(texts: [String], longest: Int) {
        self.texts = texts
        self.longest = longest
    }

    /// Does something, and answers the keys for it.
    mutating func change(by dice: inout Dice) -> String {
        let isLong = before.count + after.count > longest
        switch Int.random(in: isLong ? 5...9 : 0...9, using: &dice) {
        case 0...4:
            let text = texts.randomElement(using: &dice)!
            before += text
            return text
        case 5:
            let count = min(before.count, Int.random(in: 1...30, using: &dice))
            after = before.suffix(count) + after
            before.removeLast(count)
            return String(repeating: "\u{2}", count: count)
        case 6:
            (before, after) = ([], before + after)
            return "\u{1}"
        case 7:
            (before, after) = (before + after, [])
            return "\u{5}"
        case 8 where !before.isEmpty:
            before.removeLast()
            return "\u{7F}"
        case 9 where !after.isEmpty:
            after.removeFirst()
            return "\u{1B}[3~"
        default: return ""
        }
    }
}
