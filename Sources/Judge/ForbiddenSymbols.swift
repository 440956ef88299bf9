/// What no learner's code may call: it would leave the simulation, whose schedules, time and
/// crashes then mean nothing. Found in the object file before anything runs.
enum ForbiddenSymbols {
    struct Rule {
        /// How the sentence calls it; nil: by the symbol.
        var name: String?
        /// How the source may call it: a pattern. Nil: a call by its name.
        var word: String?
        var symbols: Set<String> = []
        var prefixes: [String] = []
        var reason: String
    }

    /// One sentence: what was found, and where; why not here, what to use. Nil for a file free of it.
    ///
    /// - Parameter file: What the object was compiled from, as the sentence calls it, and its text.
    static func refusal(of object: ObjectFile, from file: (name: String, text: String)) -> String? {
        let undefined = object.undefinedSymbols.sorted()
        for rule in rules {
            let found = undefined.first { symbol in
                rule.symbols.contains(symbol) || rule.prefixes.contains(where: symbol.hasPrefix)
            }
            guard let name = found.map({ rule.name ?? $0 }) else { continue }
            let place = line(of: rule.word ?? "\(name)\\s*\\(", in: file.text)
                .map { " (\(file.name):\($0))" }
            return "`\(name)` can't be used here\(place ?? ""): \(rule.reason)"
        }
        return nil
    }

    /// The first line whose code has the word. What is behind `//` or in quotes is no code.
    private static func line(of word: String, in text: String) -> Int? {
        guard let word = try? Regex("\\b(?:\(word))").wordBoundaryKind(.simple),
            let noCode = try? Regex(noCode)
        else { return nil }
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        let index = lines.firstIndex { line in
            line.replacing(noCode, with: "").contains(word)
        }
        return index.map { $0 + 1 }
    }

    private static let noCode = "\"(?:\\\\.|[^\"\\\\])*\"|//.*"
}

extension ForbiddenSymbols {
    private static let foundation = "$s10Foundation"

    static let rules = [
        Rule(
            name: "Dispatch", word: "[Dd]ispatch\\w+", prefixes: ["$s8Dispatch", "dispatch_"],
            reason: "its queues run on threads of their own, outside virtual time; use `Task`, "
                + "`async let`, a task group or `Task.sleep`, and `ContinuousClock` to read the "
                + "time."),
        Rule(
            name: "Thread", word: "Thread\\b", prefixes: ["\(foundation)6ThreadC"],
            reason: "the simulation decides what runs when, and a thread escapes it; use `Task` "
                + "or a task group, and `Task.sleep` to wait."),
        Rule(
            name: "OperationQueue", word: "(?:Block)?Operation(?:Queue)?\\b",
            prefixes: [
                "\(foundation)14OperationQueueC", "\(foundation)9OperationC",
                "\(foundation)14BlockOperationC",
            ],
            reason: "its operations run on threads of their own; use a task group."),
        Rule(
            name: "RunLoop", word: "(?:RunLoop|Timer)\\b",
            prefixes: ["\(foundation)7RunLoopC", "\(foundation)5TimerC"],
            reason: "no run loop turns in the simulation; use `Task.sleep` in a loop."),
        Rule(
            name: "Process", word: "Process\\b", prefixes: ["\(foundation)7ProcessC"],
            reason: "another program is outside the simulation; do the work in this one."),
        Rule(
            name: "FoundationNetworking",
            word: "URL(?:Session|Request|Protocol|Cache|Credential)\\w*",
            prefixes: ["$s20FoundationNetworking"],
            reason: "there is no network in the simulation; use the collaborators that the "
                + "function is given."),
        Rule(
            symbols: ["pthread_create", "thrd_create"],
            reason: "the simulation decides what runs when, and a thread escapes it; use `Task` "
                + "or a task group."),
        Rule(
            symbols: [
                "fork", "vfork", "system", "popen", "posix_spawn", "posix_spawnp", "execl",
                "execle", "execlp", "execv", "execve", "execvp", "execvpe", "fexecve",
            ],
            reason: "another process is outside the simulation; do the work in this one, with "
                + "`Task` where it should go on beside."),
        Rule(
            symbols: ["exit", "_exit", "_Exit", "quick_exit", "abort", "atexit"],
            reason: "a process ends when its function throws, and its supervisor starts it again; "
                + "throw an error instead."),
        Rule(
            symbols: [
                "socket", "socketpair", "connect", "bind", "listen", "accept", "accept4",
                "getaddrinfo",
            ],
            reason: "there is no network in the simulation; use the collaborators that the "
                + "function is given."),
        Rule(
            symbols: ["dlopen", "dlsym", "dlvsym", "dlmopen"],
            reason: "code loaded from elsewhere can't be checked; write it in this file."),
        Rule(
            symbols: [
                "kill", "killpg", "raise", "signal", "sigaction", "alarm", "setitimer", "tgkill",
                "pthread_kill", "sigprocmask", "pthread_sigmask", "timer_create",
            ],
            reason: "a solution neither sends nor catches signals: the simulation kills its "
                + "process without one; do what must survive before the commit."),
        Rule(
            symbols: ["clone", "prctl", "ptrace", "setrlimit", "prlimit"],
            reason: "a solution asks nothing of the system behind the simulation's back; use what "
                + "the function is given."),
    ]
}
