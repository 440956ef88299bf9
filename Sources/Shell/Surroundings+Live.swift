import Foundation
import Glibc
import Judge
import Terminal

extension Shell {
    /// Runs the program as people start it. `arguments` begin with the program's name; the answer
    /// is the status to exit with.
    package static func run(arguments: [String]) -> Int32 {
        StandardFile.reserve()
        return Shell(.live()).run(Array(arguments.dropFirst())).rawValue
    }
}

extension Surroundings {
    /// The process's own files, terminal and judge.
    static func live() -> Surroundings {
        let begin = ContinuousClock.now
        let judge = OwnJudge()
        let input = StandardInput()
        let isInteractive = isatty(STDIN_FILENO) == 1
        return Surroundings(
            executable: URL(filePath: HostExecutable.ownPath),
            currentDirectory: URL(filePath: FileManager.default.currentDirectoryPath),
            capabilities: { Capabilities.current(noColor: $0, plain: $1) },
            out: writeOrExit,
            // Where nobody can read a complaint, the status says it.
            error: { try? StandardFile.error.write($0) },
            isInteractive: isInteractive,
            readLine: input.readLine,
            withKeys: { body in
                defer { _ = InterruptFlag.take() }
                Keyboard.open { keyboard in body { keyboard.next() } }
            },
            openPrompt: { history, capabilities, words throws(LineEditorError) in
                try EditedPrompt(history: history, capabilities: capabilities, words: words)
            },
            grade: judge.grade, play: judge.play, startLive: judge.startLive,
            isToStop: { InterruptFlag.isRaised },
            awaitSave: { watch in
                defer { _ = InterruptFlag.take() }
                return Keyboard.open { keyboard in
                    watch.nextEvent(isToStop: { InterruptFlag.isRaised }) {
                        keyboard.next(within: $0)
                    }
                }
            },
            edit: { editor, file in
                ForegroundProgram.run(
                    editor, argument: file.path, hasTerminal: isInteractive)
            },
            environment: ProcessInfo.processInfo.environment,
            uptime: { ContinuousClock.now - begin })
    }
}

/// Results that can't be written are lost: to go on would be to say that all is well.
private func writeOrExit(_ text: String) {
    do throws(WriteError) {
        try StandardFile.output.write(text)
    } catch {
        if !error.isNobodyReading {
            try? StandardFile.error.write("eventlings: can't write the output: \(error)\n")
        }
        exit(ExitStatus.cannotWrite.rawValue)
    }
}

/// A prompt with history, completion and the keys people know.
private struct EditedPrompt: Prompt {
    private let editor: LineEditor

    init(
        history: URL, capabilities: Capabilities, words: @escaping (String) -> [String]
    ) throws(LineEditorError) {
        editor = try LineEditor(
            program: "eventlings", capabilities: capabilities,
            history: HistoryFile(path: history.path), words: words)
        try editor.loadHistory()
    }

    func readLine(_ prompt: StyledText) throws(LineEditorError) -> String? {
        try editor.readLine(prompt: prompt)
    }

    func dropWaitingInput() -> Bool { Keyboard.dropWaitingKeys() }

    func remember(_ line: String) throws(LineEditorError) {
        try editor.remember(line)
    }
}
