import Glibc

/// Another program, such as an editor, that has the terminal until it ends.
package enum ForegroundProgram {
    /// Runs a command of the shell with one more argument, and waits for its end.
    ///
    /// It shares our process group, so Ctrl-Z stops and `fg` continues both. However it ends, the
    /// terminal reads lines again as it did before, and a Ctrl-C that was meant for it is forgotten.
    ///
    /// - Parameter hasTerminal: Whether standard input is its to read; else it finds it empty.
    /// - Returns: Its exit status as shells tell it: 127 for a command that isn't there, 128 and the
    ///   signal's number for one that was killed.
    package static func run(_ command: String, argument: String, hasTerminal: Bool) -> Int32 {
        InterruptFlag.install()
        var modes = termios()
        let isTerminal = tcgetattr(STDIN_FILENO, &modes) == 0
        defer {
            if isTerminal { tcsetattr(STDIN_FILENO, TCSADRAIN, &modes) }
            _ = InterruptFlag.take()
        }
        // As git starts editors: the command may hold options, the argument is passed as it is.
        let words = ["/bin/sh", "-c", command + " \"$@\"", command, argument]
        guard let child = spawn(words, hasTerminal: hasTerminal) else { return cannotRun }
        var status: Int32 = 0
        while waitpid(child, &status, 0) == -1 {
            guard errno == EINTR else { return cannotRun }
        }
        let signal = status & 0x7f
        return signal == 0 ? (status >> 8) & 0xff : 128 + signal
    }

    private static let cannotRun: Int32 = 126

    private static func spawn(_ words: [String], hasTerminal: Bool) -> pid_t? {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        if !hasTerminal {
            posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        }
        let arguments = words.map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        var child: pid_t = 0
        let error = posix_spawn(&child, words[0], &actions, nil, arguments, environ)
        return error == 0 ? child : nil
    }
}
