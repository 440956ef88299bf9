import Foundation
import Glibc
import OutsideThePool
import Testing

/// The executable at a terminal, driven key by key.
@Suite("At a terminal", .serialized, .waitsForProcesses)
struct PromptTests {
    private typealias Keys = PseudoTerminal

    @Test("From the first prompt to the first pass in at most eight typed commands")
    func firstPass() throws {
        try Program.using { program in
            let terminal = try PseudoTerminal(program)
            try terminal.shows("lesson what-is-an-event")
            try terminal.shows("eventlings>")
            var commands = 0
            func type(_ command: String) {
                terminal.type(command + Keys.enter)
                commands += 1
            }
            type("lesson what-is-an-event")
            try playFirstLesson(terminal, type)
            try terminal.shows("Your file:")
            try terminal.shows("eventlings>")
            type("grade")
            try terminal.shows("PROMISE BROKEN")
            try terminal.shows("eventlings>")
            try program.swapTwoLines()
            type("grade")
            try terminal.shows("00 Two lines: passed")
            #expect(commands <= 8)
            try terminal.shows("eventlings>")
            #expect(try terminal.ends(by: Keys.controlD) == 0)
        }
    }

    /// Enter and numbers but for the one task, to the beginning of the exercise.
    private func playFirstLesson(
        _ terminal: PseudoTerminal, _ type: (String) -> Void
    ) throws {
        func goOn(after text: String) throws {
            try terminal.shows(text)
            try terminal.shows("(Enter)>")
            terminal.type(Keys.enter)
        }
        func choose(_ number: Int, of count: Int, seeing answer: String) throws {
            try terminal.shows("(1-\(count))>")
            terminal.type("\(number)" + Keys.enter)
            try goOn(after: answer)
        }
        try goOn(after: "> read orders")
        try choose(3, of: 3, seeing: "Right.")
        try choose(1, of: 2, seeing: "What happened: Three.")
        try choose(2, of: 3, seeing: "Right.")
        try goOn(after: "C: where")
        for command in ["join mail as m1 on orders", "poll m1", "commit m1"] {
            try terminal.shows("(your turn)>")
            type(command)
        }
        try goOn(after: "Done.")
        try choose(1, of: 2, seeing: "What happened: None.")
        try goOn(after: "Enter runs `start two-lines`")
    }

    @Test("Tab completes commands, ids, and what there is in the sandbox")
    func completion() throws {
        try Program.using { program in
            let terminal = try PseudoTerminal(program)
            try terminal.shows("eventlings>")
            terminal.type("topic cr" + Keys.tab + "payments" + Keys.enter)
            try terminal.shows("payments has 1 partition")
            try terminal.shows("eventlings>")
            terminal.type("rea" + Keys.tab + "pay" + Keys.tab + Keys.enter)
            try terminal.shows("No records there.")
            try terminal.shows("eventlings>")
            terminal.type("hint tw" + Keys.tab + Keys.enter)
            try terminal.shows("Hint 1 of")
        }
    }

    @Test("Ctrl-C clears a half-typed line, at the prompt and in a lesson")
    func interruptedLine() throws {
        try Program.using { program in
            let terminal = try PseudoTerminal(program)
            try terminal.shows("eventlings>")
            terminal.type("nonsense that nobody wants")
            try terminal.shows("nobody wants")
            terminal.type(Keys.controlC)
            try terminal.shows("^C")
            try terminal.shows("eventlings>")
            terminal.type("topics" + Keys.enter)
            #expect(try !terminal.shows("There are no topics").contains("unknown command"))
            try terminal.shows("eventlings>")
            terminal.type("lesson what-is-an-event" + Keys.enter)
            try terminal.shows("what-is-an-event 1/")
            terminal.type("skip this")
            try terminal.shows("skip this")
            terminal.type(Keys.controlC)
            try terminal.shows("^C")
            try terminal.shows("what-is-an-event 1/")
            terminal.type("leave" + Keys.enter)
            try terminal.shows("You have left the lesson")
        }
    }

    @Test("Ctrl-C ends a grading, leaves no process behind, and the prompt goes on")
    func interruptedGrading() throws {
        try Program.using { program in
            // Every life of it takes a while, and none takes too long.
            let slow = try program.write(
                """
                import Eventlings

                struct Packing: TwoLines {
                    mutating func run(orders: Consumer, packing: PackingStation) async throws {
                        var sum = 0
                        for number in 0..<2_000_000 { sum &+= number }
                        try await orders.subscribe(to: ["orders"])
                        while true {
                            for record in try await orders.poll() {
                                try await packing.pack(record.key ?? "\\(sum)")
                                try await orders.commit(record)
                            }
                        }
                    }
                }
                """, to: "Slow.swift")
            let terminal = try PseudoTerminal(program)
            try terminal.shows("eventlings>")
            terminal.type("grade two-lines --file \(slow)" + Keys.enter)
            let host = try #require(terminal.hosts().first)
            try terminal.screen(shows: "how far it is") { $0.text.contains(/Played [0-9]+ sched/) }
            terminal.type(Keys.controlC)
            try terminal.shows("Stopped; nothing was graded.")
            #expect(!terminal.screen.text.contains("Played"))
            #expect(PseudoTerminal.isGone(group: host))
            try terminal.shows("eventlings>")
            terminal.type("topics" + Keys.enter)
            try terminal.shows("There are no topics")
        }
    }

    @Test("A lesson goes on at its step in the next session, and its own broker is rebuilt")
    func resuming() throws {
        try Program.using { program in
            do {
                let terminal = try PseudoTerminal(program, "lesson", "what-is-an-event")
                try terminal.shows("1/4 (Enter)>")
                terminal.type("skip" + Keys.enter)
                try terminal.shows("1/4 (1-3)>")
                terminal.type("skip" + Keys.enter)
                try terminal.shows("2/4 (")
                #expect(try terminal.ends(by: Keys.controlD) == 0)
            }
            let terminal = try PseudoTerminal(program)
            try terminal.shows("eventlings>")
            terminal.type("next" + Keys.enter)
            try terminal.shows("goes on at step 2 of 4")
            try terminal.shows("eventlings>")
            terminal.type("lesson what-is-an-event" + Keys.enter)
            try terminal.shows("from step 2 on")
            try terminal.shows("2/4 (")
            terminal.type("read orders" + Keys.enter)
            try terminal.shows("OrderPlaced")
        }
    }

    @Test("A paste runs line by line and stops at the first line that fails")
    func paste() throws {
        try Program.using { program in
            let terminal = try PseudoTerminal(program)
            try terminal.shows("eventlings>")
            terminal.type("topic create one\rtopic create one\rtopic create two\rtopics\r")
            try terminal.shows("one has 1 partition")
            try terminal.shows("there is a topic one already")
            try terminal.shows("was not run")
            try terminal.shows("eventlings>")
            terminal.type("topics" + Keys.enter)
            try terminal.shows("one")
            #expect(try !terminal.shows("eventlings>").contains("two"))
        }
    }

    @Test("Tab completes paths, a folder at a time, and shows a list where there are several")
    func paths() throws {
        try Program.using { program in
            _ = try program.write("topic create alpha\n", to: "script-a")
            _ = try program.write("topic create beta\n", to: "script-b")
            let terminal = try PseudoTerminal(program)
            try terminal.shows("eventlings>")
            terminal.type("source \(program.folder.path)/scr" + Keys.tab + Keys.tab)
            let list = try terminal.shows("script-b")
            #expect(list.contains("script-a"))
            terminal.type("b" + Keys.tab + Keys.enter)
            try terminal.shows("beta has 1 partition")
        }
    }

    @Test("A program that breaks its promise takes no typed-ahead line along")
    func typedAhead() throws {
        try Program.using { program in
            _ = try program.run("start", "two-lines")
            let terminal = try PseudoTerminal(program)
            try terminal.shows("eventlings>")
            terminal.type("grade two-lines\rtopic create later\r")
            try terminal.shows("later has 1 partition")
        }
    }

    @Test("Ctrl-C leaves a search of the history, and the prompt stays")
    func searchLeft() throws {
        try Program.using { program in
            let terminal = try PseudoTerminal(program)
            try terminal.shows("eventlings>")
            terminal.type("topic create kept" + Keys.enter)
            try terminal.shows("eventlings>")
            terminal.awaitsKeys()
            terminal.type("\u{12}kep")
            try terminal.shows("topic create kept")
            terminal.type("\u{3}")
            try terminal.shows("eventlings>")
            terminal.type("topics" + Keys.enter)
            try terminal.shows("kept")
        }
    }

    @Test("Keys with modifiers move in the line, and write nothing into it")
    func modifiedKeys() throws {
        try Program.using { program in
            let terminal = try PseudoTerminal(program)
            try terminal.shows("eventlings>")
            terminal.awaitsKeys()
            let idle = "\u{1B}[5~\u{1B}[6~\u{1B}[15~"
            let wordBack = "\u{1B}[1;5D"
            terminal.type("topic new" + wordBack + idle + "create " + Keys.enter)
            try terminal.shows("new has 1 partition")
        }
    }

    @Test("Ctrl-D in a lesson leaves the lesson, and at the prompt the program")
    func endOfInput() throws {
        try Program.using { program in
            let terminal = try PseudoTerminal(program)
            try terminal.shows("eventlings>")
            terminal.type("lesson what-is-an-event" + Keys.enter)
            try terminal.shows("1/4 (Enter)>")
            terminal.awaitsKeys()
            terminal.type(Keys.controlD)
            try terminal.shows("You have left the lesson")
            #expect(try terminal.ends(by: Keys.controlD) == 0)
        }
    }

    @Test("Ctrl-R finds a line by a piece of it, wide characters and all")
    func search() throws {
        try Program.using { program in
            let terminal = try PseudoTerminal(program)
            try terminal.shows("eventlings>")
            for line in ["topic create shop", "produce shop 靴=注文", "topics"] {
                terminal.type(line + Keys.enter)
                try terminal.shows("eventlings>")
            }
            terminal.awaitsKeys()
            terminal.type("\u{12}prod")
            try terminal.shows("produce shop 靴=注文")
            terminal.type(Keys.enter)
            try terminal.shows("shop-0@1")
        }
    }

    @Test("The up arrow brings back a line of an earlier session")
    func history() throws {
        try Program.using { program in
            do {
                let terminal = try PseudoTerminal(program)
                try terminal.shows("eventlings>")
                terminal.type("topic create päckchen" + Keys.enter)
                try terminal.shows("is no topic name")
                try terminal.shows("eventlings>")
                terminal.type("start 00" + Keys.enter)
                try terminal.shows("Your file:")
                try terminal.shows("eventlings>")
                terminal.type("topics" + Keys.enter)
                try terminal.shows("There are no topics")
                try terminal.shows("eventlings>")
                #expect(try terminal.ends(by: "quit" + Keys.enter) == 0)
            }
            let terminal = try PseudoTerminal(program)
            try terminal.shows("eventlings>")
            terminal.type("\u{1B}[A\u{1B}[A" + Keys.enter)
            try terminal.shows("There are no topics")
        }
    }
}
