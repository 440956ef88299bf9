import Shell
import Testing

@Suite struct ShellInputTests {
    let shell: TestShell

    init() throws {
        shell = try TestShell()
    }

    @Test("An empty pipe is no command, and no failure")
    func emptyPipe() {
        #expect(shell.run("") == .init(status: 0, out: "", error: ""))
    }

    @Test("Commands from a pipe run one a line; comments and blank lines are skipped")
    func pipe() {
        shell.input = ["# begin", "", "start 06   # the sixth", "hint"]
        let outcome = shell.run("")
        #expect(outcome.status == 0)
        #expect(outcome.error == "")
        #expect(outcome.out.contains("Hint 1 of 2 for charge-once"))
    }

    @Test("One failing line fails the pipe, is named, and stops no other")
    func failingPipe() {
        shell.input = ["list", "grdae", "grade 'oh", "hint 06"]
        let outcome = shell.run("")
        #expect(outcome.status == 64)
        #expect(outcome.out.contains("Hint 1 of 2"))
        #expect(
            outcome.error == """
                line 2: unknown command `grdae`; did you mean `grade`?
                line 3: the quote opened at column 7 is never closed; close it

                """)
    }

    @Test("Options of the program hold for every line of the pipe")
    func pipeOptions() {
        shell.input = ["start 06", "start 07 --workspace third"]
        _ = shell.run("--workspace other")
        #expect(shell.exists("other/Sources/06-charge-once/Solution.swift"))
        #expect(shell.exists("third/Sources/07-stock-ledger/Solution.swift"))
    }

    @Test("Quit ends the pipe")
    func quit() {
        shell.input = ["quit", "start 06"]
        #expect(shell.run("").status == 0)
        #expect(!shell.exists("Workspace"))
    }

    @Test("At a terminal the same words work at a prompt, which survives mistakes")
    func prompt() {
        shell.isInteractive = true
        shell.input = ["nonsense", "start 06", "quit", "start 07"]
        let outcome = shell.run("")
        #expect(outcome.status == 0)
        #expect(outcome.out.hasPrefix("Welcome to Eventlings \(Version.current)"))
        #expect(outcome.out.split(separator: "\n").prefix(3).last?.contains("`help`") == true)
        #expect(outcome.error == "unknown command `nonsense`; `help` lists all of them\n")
        #expect(shell.exists("Workspace/Sources/06-charge-once/Solution.swift"))
        #expect(!shell.exists("Workspace/Sources/07-stock-ledger"))
        #expect(shell.remembered == ["nonsense", "start 06", "quit"])
    }

    @Test("Version and help answer anywhere")
    func versionAndHelp() {
        #expect(shell.run("--version").out == "eventlings \(Version.current)\n")
        #expect(shell.run("--help").out == shell.run("help all").out)
        #expect(shell.run("start --help").out == shell.run("help start").out)
        #expect(shell.run("help nonsense").status == 64)
        let help = shell.run("help all").out
        for command in Command.all { #expect(help.contains("  \(command.signature) ")) }
    }

    @Test("Help at a glance names every command, and fits into a window")
    func glance() {
        let help = shell.run("help").out
        for command in Command.all { #expect(help.contains(command.name.prefix { $0 != " " })) }
        #expect(help.split(separator: "\n", omittingEmptySubsequences: false).count <= 32)
    }

    @Test("What people type out of habit is understood", arguments: ["exit", "q", "bye"])
    func habits(word: String) {
        shell.input = ["?", word, "nonsense"]
        let outcome = shell.run("")
        #expect(outcome.out.contains("Learn\n"))
        #expect(outcome.error.isEmpty)
    }

    @Test("A line that was copied with its prompt is run without it")
    func prompts() {
        shell.input = ["eventlings> topic create one", "> topic create two", "topics"]
        let outcome = shell.run("")
        #expect(outcome.out.contains("one ") && outcome.out.contains("two "))
        #expect(outcome.error.isEmpty)
    }

    @Test("Control characters that somebody types never reach the terminal")
    func controlCharacters() {
        let outcome = shell.run(arguments: ["gr\u{1B}[31made", "\u{7}"])
        #expect(outcome.error.contains(#"\u{1b}[31m"#))
        #expect(!outcome.error.contains("\u{1B}"))
    }

    @Test("Outside a clone, one message says what is missing")
    func noPackage() throws {
        let lost = try TestShell()
        lost.removePackage()
        let outcome = lost.run("list")
        #expect(outcome.status == 69)
        #expect(outcome.error.contains("can't find the package Eventlings"))
        #expect(lost.run("help").status == 0)
    }
}
