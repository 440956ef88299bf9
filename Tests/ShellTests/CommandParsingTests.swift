import Testing

@testable import Shell

@Suite struct CommandParsingTests {
    private func parse(_ line: String) throws(Complaint) -> Request {
        try Request.parse(line.split(separator: " ").map { Word(String($0)) }, table: Command.all)
    }

    @Test("Options may stand before and after the command and its argument")
    func anywhere() throws {
        for line in [
            "--workspace W grade 06 --json", "grade --json 06 --workspace W",
            "grade 06 --workspace=W --json",
        ] {
            guard case .run(let command, let invocation) = try parse(line) else {
                Issue.record("no command in \(line)")
                continue
            }
            #expect(command.name == "grade")
            #expect(invocation[.exercise] == "06")
            #expect(invocation[.workspace] == "W")
            #expect(invocation.has(.json))
        }
    }

    @Test(
        "An option that stands twice keeps both values; the last one counts where one is asked for")
    func repeatedOption() throws {
        guard case .run(_, let invocation) = try parse("grade --file A --file=B") else {
            Issue.record("no command")
            return
        }
        #expect(invocation.all(.file) == ["A", "B"])
        #expect(invocation[.file] == "B")
        #expect(invocation.all(.workspace) == [])
    }

    @Test("After -- every word is an argument")
    func doubleDash() throws {
        guard case .run(_, let invocation) = try parse("grade -- --json") else { return }
        #expect(invocation[.exercise] == "--json")
        #expect(!invocation.has(.json))
    }

    @Test(
        "Wrong usage is one message that says what to do",
        arguments: [
            ("grdae", "unknown command `grdae`; did you mean `grade`?"),
            ("frobnicate", "unknown command `frobnicate`; `help` lists all of them"),
            ("grade --jsno", "unknown option `--jsno`; did you mean --json?"),
            ("grade --verbose", "usage: grade [ID] [--file PATH] [--thorough] [--json]"),
            ("list --file x", "unknown option `--file`"),
            ("wait -1s", "unknown option `-1s`; a word that begins with - goes behind `--`"),
            ("produce t -1", "as in `-- -1`"),
            ("topic create", "NAME is missing; usage: topic create NAME"),
            ("grade a b", "`b` is one word too many; usage: grade [ID]"),
            ("quit now", "`now` is one word too many; usage: quit"),
            ("grade --file", "--file needs a value; write --file PATH"),
            ("grade --file=", "--file needs a value"),
            ("grade --json=yes", "--json takes no value"),
        ])
    func complaints(line: String, message: String) {
        let complaint = #expect(throws: Complaint.self) { try parse(line) }
        #expect(complaint?.message.contains(message) == true, "\(complaint?.message ?? "none")")
        #expect(complaint?.status == .usage)
    }

    @Test("A word without end is shown by its beginning only")
    func longWord() {
        let complaint = #expect(throws: Complaint.self) {
            try Request.parse([Word(String(repeating: "x", count: 1_000_000))], table: Command.all)
        }
        #expect((complaint?.message.count ?? .max) < 200)
    }

    @Test("Every command has a name of its own, a summary, and examples that parse")
    func table() throws {
        #expect(Set(Command.all.map(\.name)).count == Command.all.count)
        for command in Command.all {
            #expect(!command.summary.isEmpty && !command.summary.hasSuffix("."))
            for example in command.examples {
                guard case .run(let parsed, _) = try parse(example.line) else {
                    Issue.record("\(example.line) is no command")
                    continue
                }
                #expect(parsed.name == command.name)
            }
        }
    }

    @Test("Tab completes the values of an option that has a list of them")
    func optionValues() {
        let completions = Completions { naming, _ in naming == .topic ? ["orders"] : [] }
        #expect(
            completions.words("join billing as b1 on orders --assignor ")
                == ["range", "roundrobin", "sticky", "cooperative"])
        #expect(completions.words("join g as m on orders --from l") == ["earliest", "latest"])
        #expect(completions.words("join g as m on orders --session-timeout ") == [])
        #expect(completions.words("join g as m on orders --auto-commit ") == ["orders"])
    }

    @Test("Tab completes commands, then ids and options")
    func completion() {
        let completions = Completions { naming, _ in naming == .command ? ["grade", "group"] : [] }
        #expect(completions.words("gr").contains("grade"))
        #expect(completions.words("grade --j").contains("--json"))
        #expect(completions.words("help g").contains("grade"))
        #expect(completions.words("nonsense x") == [])
    }

    @Test(
        "Tab offers a command's own options, and those of every command once the word is no other")
    func ownOptions() {
        let completions = Completions { _, _ in [] }
        let own = ["--partitions", "--retention", "--compact", "--segment"]
        #expect(completions.words("topic create foo --") == own)
        #expect(completions.words("topic create foo -") == own)
        #expect(completions.words("topic create foo --pl").contains("--plain"))
        #expect(completions.words("topics --").contains("--workspace"))
    }
}
