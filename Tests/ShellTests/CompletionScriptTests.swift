import Foundation
import Testing

@testable import Shell

@Suite("Completion in bash, zsh and fish") struct CompletionScriptTests {
    let shell: TestShell

    init() throws {
        shell = try TestShell()
    }

    private func words(_ typed: String...) -> [String] {
        shell.run(arguments: ["completion", "bash", "--"] + typed).out
            .split(separator: "\n").map(String.init)
    }

    @Test("Commands, their second words, options, choices and ids come from the command table")
    func words() {
        #expect(words("gra") == ["grade"])
        #expect(words("topic", "") == ["create", "grow", "show"])
        #expect(words("grade", "--th") == ["--thorough"])
        #expect(words("join", "--isolation", "c") == ["committed"])
        #expect(words("grade", "st") == ["stock-ledger"])
        #expect(words("completion", "") == ["bash", "fish", "zsh"])
        #expect(words("nonsense", "") == [])
    }

    @Test("Help completes to the commands that there are, word by word")
    func commandsToExplain() {
        #expect(words("help", "gra") == ["grade"])
        #expect(words("help", "al") == ["all"])
        #expect(words("help", "topic", "") == ["create", "grow", "show"])
        #expect(words("help", "grade", "") == [])
    }

    @Test("Options before the command don't keep it from being completed")
    func leadingOptions() throws {
        try shell.write("", to: "mine/file")
        #expect(words("--wo") == ["--workspace"])
        #expect(words("--workspace", "mi") == ["mine/"])
        #expect(words("--plain", "--workspace", "mine", "gra") == ["grade"])
        #expect(words("--workspace", "mine", "grade", "st") == ["stock-ledger"])
    }

    @Test("Paths are completed step by step, without hidden ones and those that need quotes")
    func paths() throws {
        for name in ["solutions/mine.swift", "solutions/.secret", "solutions/a b.swift"] {
            try shell.write("", to: name)
        }
        #expect(words("grade", "--file", "sol") == ["solutions/"])
        #expect(words("grade", "--file", "solutions/") == ["solutions/mine.swift"])
        #expect(words("source", "solutions/.") == ["solutions/.secret"])
    }

    @Test("Each shell's script asks the program; another shell is refused with the three names")
    func scripts() {
        for name in ["bash", "zsh", "fish"] {
            let script = shell.run("completion \(name)").out
            #expect(script.contains("completion \(name) --"))
        }
        #expect(shell.run("completion tcsh").error.contains("bash, zsh or fish"))
    }

    @Test("In bash, Tab puts the words there")
    func bash() throws {
        let script = shell.run("completion bash").out
        try shell.write(
            """
            \(script)
            compopt() { :; }
            program() { printf '%s\\n' "$#:$*" 'solutions/'; }
            COMP_WORDS=(eventlings grade --file ''); COMP_CWORD=3
            _eventlings program
            printf '%s;' "${COMPREPLY[@]}"
            """, to: "try.sh")
        let bash = Process()
        let output = Pipe()
        bash.executableURL = URL(filePath: "/usr/bin/env")
        bash.arguments = ["bash", shell.url("try.sh").path]
        bash.standardOutput = output
        try bash.run()
        let said = output.fileHandleForReading.readDataToEndOfFile()
        bash.waitUntilExit()
        #expect(
            String(decoding: said, as: UTF8.self)
                == "6:completion bash -- grade --file ;solutions/;")
    }

    @Test("help topics explains ten words, and help names no command that isn't there")
    func topics() {
        #expect(Glossary.words.count == 10)
        let help = shell.run("help topics").out
        for word in Glossary.words { #expect(help.contains(word.term)) }
        #expect(help.contains("lists the topics of your sandbox"))
        #expect(shell.run("help topics --plain").out.contains("partition: one log of a topic."))
    }
}
