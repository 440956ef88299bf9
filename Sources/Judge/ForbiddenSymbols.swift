/// What no learner's code may call: it would leave the simulation, whose schedules, time and
/// crashes then mean nothing. Found in the object file before anything runs.
enum ForbiddenSymbols {
    struct Rule {
        /// How the sentence calls it; nil: by the symbol.
        var name: String?
        var symbols: Set<String> = []
        var prefixes: [String] = []
        var reason: String
    }

    /// One sentence: what was found, why not here, what to use. Nil for a file free of it.
    static func refusal(of object: ObjectFile) -> String? {
        let undefined = object.undefinedSymbols.sorted()
        for rule in rules {
            let found = undefined.first { symbol in
                rule.symbols.contains(symbol) || rule.prefixes.contains(where: symbol.hasPrefix)
            }
            if let found { return "`\(rule.name ?? found)` can't be used here: \(rule.reason)" }
        }
        return nil
    }
}

extension ForbiddenSymbols {
    private static let foundation = "$s10Foundation"

    static let rules = [
        Rule(
            name: "Dispatch", prefixes: ["$s8Dispatch", "dispatch_"],
            reason: "its queues run on threads of their own, outside virtual time; use `Task`, "
                + "`async let`, a task group or `Task.sleep`, and `ContinuousClock` to read the "
                + "time."),
        Rule(
            name: "Thread", prefixes: ["\(foundation)6ThreadC"],
            reason: "the simulation decides what runs when, and a thread escapes it; use `Task` "
                + "or a task group, and `Task.sleep` to wait."),
        Rule(
            name: "OperationQueue",
            prefixes: [
                "\(foundation)14OperationQueueC", "\(foundation)9OperationC",
                "\(foundation)14BlockOperationC",
            ],
            reason: "its operations run on threads of their own; use a task group."),
        Rule(
            name: "RunLoop", prefixes: ["\(foundation)7RunLoopC", "\(foundation)5TimerC"],
            reason: "no run loop turns in the simulation; use `Task.sleep` in a loop."),
        Rule(
            name: "Process", prefixes: ["\(foundation)7ProcessC"],
            reason: "another program is outside the simulation; do the work in this one."),
        Rule(
            name: "FoundationNetworking", prefixes: ["$s20FoundationNetworking"],
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
