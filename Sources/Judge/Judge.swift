import FoundationEssentials

/// From a learner's file to a verdict: check, compile, look at what it calls, link, and start the
/// program again in host mode, which plays the exercise's suite against it.
package struct Judge: Sendable {
    private let toolchain: Toolchain
    private let host: HostExecutable
    private let modules: String
    private let scratch: String
    private let environment: [String: String]
    private let isToStop: @Sendable () -> Bool

    /// - Parameters:
    ///   - executable: the program to start in host mode; made a `Judge` of at the start of the
    ///     process, so that a rebuilt one is noticed.
    ///   - modules: the folder of `Eventlings.swiftmodule`, as `ModuleSearch` finds it.
    ///   - scratch: a folder of our own, made when it is not there. It keeps the compiler's cache.
    ///   - isToStop: asked while a solution is played; true ends that with `JudgeError.stopped`.
    package init(
        toolchain: Toolchain, executable: String = HostExecutable.ownPath, modules: String,
        scratch: String, environment: [String: String] = ProcessInfo.processInfo.environment,
        isToStop: @escaping @Sendable () -> Bool = { false }
    ) {
        self.toolchain = toolchain
        self.host = HostExecutable(path: executable)
        self.modules = modules
        self.scratch = scratch
        self.environment = environment
        self.isToStop = isToStop
    }

    /// Blocks until the verdict is there: about 0.15 s to compile and link, then the suite.
    ///
    /// - Parameter tell: told now and then how many schedules have been played.
    package func grade(
        _ submission: Submission, task: HostJob.Task = .grade,
        telling tell: (_ schedules: Int) -> Void = { _ in }
    ) throws(JudgeError) -> Verdict {
        let made = try answer(submission, task, telling: tell) { $0 }
        var verdict = made.answer
        if verdict.verdict == .passed, [.grade, .gradeThoroughly].contains(task) {
            verdict.message = verdict.message ?? made.remark
        }
        return verdict
    }

    /// Plays a program under named faults.
    package func play(
        _ program: Submission, faults: [NamedFault]
    ) throws(JudgeError) -> PlayResult {
        try answer(program, .play(faults: faults)) { PlayResult(verdict: $0) }.answer
    }

    /// Starts a solution beside a sandbox, as the process of that name. Blocks until it is compiled
    /// and loaded.
    package func startLive(
        _ submission: Submission, as name: String
    ) throws(JudgeError) -> LiveStart {
        try SourceFile.check(submission.file)
        try host.confirmUnchanged(comparedTo: "\(modules)/\(ModuleSearch.wanted)")
        let shared = try ScratchFolder.prepare(scratch)
        let folder = try ScratchFolder(in: shared)
        let library = "\(folder.path)/solution.so"
        let job = job(.live(name: name), submission, library)
        let cache = "\(shared)/module-cache"
        if case .unplayable(let verdict) = try make(
            library, of: submission, in: folder, cache: cache)
        {
            return .unplayable(verdict)
        }
        let process = try LiveHost(
            job, executable: host.path, environment: environment, folder: folder,
            isToStop: isToStop)
        guard let ending = process.refusal() else { return .running(process) }
        return .unplayable(refusal(of: submission, ending.message ?? "It did not start."))
    }

    private func job(
        _ task: HostJob.Task, _ submission: Submission, _ library: String
    ) -> HostJob {
        HostJob(
            exercise: submission.exercise, library: library, file: submission.file,
            symbolizer: toolchain.symbolizer, task: task, nonce: UUID().uuidString)
    }

    /// - Parameter unplayed: Makes an answer of the verdict on a file that can't be played.
    private func answer<Answer: Decodable>(
        _ submission: Submission, _ task: HostJob.Task,
        telling tell: (_ schedules: Int) -> Void = { _ in }, unplayed: (Verdict) -> Answer
    ) throws(JudgeError) -> (answer: Answer, remark: String?) {
        try SourceFile.check(submission.file)
        try host.confirmUnchanged(comparedTo: "\(modules)/\(ModuleSearch.wanted)")
        let shared = try ScratchFolder.prepare(scratch)
        let folder = try ScratchFolder(in: shared)
        let library = "\(folder.path)/solution.so"
        let process = try HostProcess(
            job(task, submission, library), executable: host.path, environment: environment,
            isToStop: isToStop)
        let cache = "\(shared)/module-cache"
        switch try make(library, of: submission, in: folder, cache: cache) {
        case .unplayable(let verdict): return (unplayed(verdict), nil)
        case .playable(let remark):
            return (try process.verdict(as: Answer.self, telling: tell), remark)
        }
    }

    private enum Made {
        /// - Parameter remark: What a pass won't say.
        case playable(remark: String?)
        case unplayable(Verdict)
    }

    /// Compiles and links a file.
    private func make(
        _ library: String, of submission: Submission, in folder: borrowing ScratchFolder,
        cache: String
    ) throws(JudgeError) -> Made {
        let environment = toolEnvironment(temporary: folder.path)
        let compiler = Compiler(
            toolchain: toolchain, modules: modules, cache: cache, environment: environment)
        switch try compiler.compile(submission, in: folder) {
        case .mistakes(let text):
            return .unplayable(
                Verdict(
                    exercise: submission.exercise, verdict: .compileError,
                    message: Advice.line(for: text), compilerOutput: text))
        case .noSolution:
            return .unplayable(refusal(of: submission, Self.noSolution(for: submission)))
        case .object(let path):
            let object = try Self.readObject(at: path)
            let file = Self.text(of: submission)
            if let sentence = ForbiddenSymbols.refusal(of: object, from: file) {
                return .unplayable(refusal(of: submission, sentence))
            }
            try Linker(toolchain: toolchain, environment: environment).link(
                path, options: object.autolinkOptions, to: library)
            return .playable(remark: HashingByHand.remark(on: object))
        }
    }

    private static func readObject(at path: String) throws(JudgeError) -> ObjectFile {
        do {
            return try ObjectFile([UInt8](Data(contentsOf: URL(filePath: path))))
        } catch {
            throw .graderFailed("the compiled file can't be read", report: "\(error)")
        }
    }

    /// The file's last name, by which messages call it, and what is in it.
    private static func text(of submission: Submission) -> (name: String, text: String) {
        let name = submission.file.split(separator: "/").last.map(String.init)
        let content = FileManager.default.contents(atPath: submission.file) ?? Data()
        return (name ?? submission.file, String(decoding: content, as: UTF8.self))
    }

    private static func noSolution(for submission: Submission) -> String {
        "The exercise runs a type named `\(submission.type)` that conforms to "
            + "`\(submission.contract)` and has `init()`, and found none it can use: declare "
            + "`struct \(submission.type): \(submission.contract)`, not private, in this file "
            + "(`restore` brings the starter back)."
    }

    private func refusal(of submission: Submission, _ message: String) -> Verdict {
        Verdict(exercise: submission.exercise, verdict: .refused, message: message)
    }

    private func toolEnvironment(temporary: String) -> [String: String] {
        var tools = ["PATH": "/usr/bin:/bin", "HOME": temporary, "TMPDIR": temporary]
        tools["LANG"] = "C.UTF-8"
        tools["LD_LIBRARY_PATH"] = environment["LD_LIBRARY_PATH"]
        return tools
    }
}
