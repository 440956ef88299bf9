import Testing

@Suite("Scripts of commands, played and saved") struct ScriptTests {
    let shell: TestShell

    init() throws {
        shell = try TestShell()
    }

    @Test("A script that plays itself, also by way of another or a link, is refused in one line")
    func recursion() throws {
        try shell.write("source self\n", to: "self")
        #expect(shell.run("source self").status == 64)
        try shell.write("topics\nsource two\n", to: "one")
        try shell.write("source ./one\n", to: "two")
        let outcome = shell.run("source one")
        #expect(outcome.error.hasPrefix("two:1: one is being played already"))
        #expect(outcome.error.split(separator: "\n").count == 1)
    }

    @Test("A script may play another one twice, and the one that has failed again")
    func twice() throws {
        try shell.write("topic create a\n", to: "a")
        try shell.write("source a\nsource a\n", to: "both")
        shell.input = ["source both", "source both"]
        let outcome = shell.run("")
        #expect(!outcome.error.contains("being played"))
        #expect(outcome.error.matches(of: /there is a topic a already/).count == 2)
    }

    @Test("In a script quit ends the script, and the session goes on")
    func quit() throws {
        try shell.write("topic create a\nquit\ntopic create b\n", to: "script")
        shell.input = ["source script", "topics"]
        let outcome = shell.run("")
        #expect(outcome.status == 0)
        #expect(outcome.out.contains("a               1"))
        #expect(!outcome.out.contains("b has"))
    }

    @Test("The lines of a script end in LF or CRLF, also behind a byte order mark")
    func lineEnds() throws {
        try shell.write("\u{FEFF}topic create a\r\n\r\nproduce a x\r\n", to: "script")
        let outcome = shell.run("source script")
        #expect(outcome.status == 0, "\(outcome.error)")
        #expect(outcome.out.contains("> produce a x\n"))
    }

    @Test("A folder is called a folder, and no file is called by its name", arguments: [".", ""])
    func folder(name: String) throws {
        let outcome = shell.run(arguments: ["source", name])
        #expect(outcome.error == "eventlings: ROOT is a folder; name a file in it\n")
        #expect(shell.run("source nowhere").error.contains("there is no file nowhere"))
    }

    @Test("One command is one command")
    func count() {
        shell.input = ["topic create a", "save one", "produce a x", "save two"]
        let out = shell.run("").out
        #expect(out.contains("1 command in one;") && out.contains("2 commands in two;"))
    }
}
