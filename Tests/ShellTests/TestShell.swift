import Foundation
import Judge
import Terminal

@testable import Shell

/// A shell in a temporary folder with a course of three exercises, a judge that answers what the
/// test says, and everything written kept.
final class TestShell {
    let root: URL
    /// What the judge answers, by the kind of task.
    var verdict: (Submission, HostJob.Task) throws(JudgeError) -> Verdict = {
        submission, _ throws(JudgeError) in
        Verdict(exercise: submission.exercise, verdict: .passed)
    }
    /// What the judge says of its progress meanwhile: once a second.
    var progress: [Int] = []
    private var secondsOfProgress = 0
    /// What playing a program comes to.
    var played: ([NamedFault]) throws(JudgeError) -> PlayResult = { _ throws(JudgeError) in
        PlayResult(verdict: FixedVerdicts.told)
    }
    /// What starting a file beside the sandbox comes to.
    var started: (Submission, String) throws(JudgeError) -> LiveStart = { _, _ throws(JudgeError) in
        throw .stopped
    }
    /// Whether Ctrl-C was pressed.
    var isToStop: () -> Bool = { false }
    private(set) var plays: [(program: Submission, faults: [NamedFault])] = []
    /// What happens while `watch` waits; after the last, Ctrl-C.
    var saves: [(FileWatch) -> FileWatch.Event] = []
    private(set) var orders: [(submission: Submission, task: HostJob.Task)] = []
    var capabilities = Capabilities(width: 80, colour: false, unicode: true)
    /// Lines on standard input.
    var input: [String] = []
    var isInteractive = false
    /// Keys that are pressed where single keys count.
    var keys: [Key] = []
    var environment: [String: String] = [:]
    /// How an editor ends.
    var editorStatus: Int32 = 0
    private(set) var edits: [(editor: String, file: URL)] = []
    private(set) var remembered: [String] = []

    init() throws {
        root =
            FileManager.default.temporaryDirectory
            .appending(path: "shell-tests-\(UUID().uuidString)").standardizedFileURL
        try write("", to: "Package.swift")
        try addExercise("00-two-lines", title: "Pack every order", type: "Packing")
        try addExercise("06-charge-once", title: "Charge every order once", type: "Billing")
        try addExercise("07-stock-ledger", title: "Count the stock", type: "Ledger")
    }

    deinit {
        try? FileManager.default.removeItem(at: root)
    }

    struct Outcome: Equatable {
        var status: Int32
        var out: String
        var error: String
    }

    /// Runs one line as if it were the arguments of the program.
    func run(_ line: String) -> Outcome {
        run(arguments: line.split(separator: " ").map(String.init))
    }

    func run(arguments: [String]) -> Outcome {
        var out = ""
        var error = ""
        var rest = input[...]
        let surroundings = Surroundings(
            executable: URL(filePath: "/usr/bin/true"), currentDirectory: root,
            capabilities: { [capabilities] noColor, plain in
                Capabilities(
                    width: capabilities.width, colour: capabilities.colour && !noColor && !plain,
                    unicode: capabilities.unicode && !plain, plain: plain,
                    height: plain ? nil : capabilities.height)
            },
            out: { out += $0 }, error: { error += $0 }, isInteractive: isInteractive,
            readLine: { rest.popFirst() },
            withKeys: { [unowned self] body in
                var pressed = keys[...]
                body { pressed.popFirst() }
            },
            openPrompt: { [unowned self] _, _, _ throws(LineEditorError) in
                TypedPrompt {
                    rest.popFirst()
                } remember: {
                    self.remembered.append($0)
                }
            },
            grade: { [unowned self] submission, task, tell throws(JudgeError) in
                orders.append((submission, task))
                for schedules in progress {
                    secondsOfProgress += 1
                    tell(schedules)
                }
                return try verdict(submission, task)
            },
            play: { [unowned self] program, faults throws(JudgeError) in
                plays.append((program, faults))
                return try played(faults)
            },
            startLive: { [unowned self] submission, name throws(JudgeError) in
                try started(submission, name)
            },
            isToStop: { [unowned self] in isToStop() },
            awaitSave: { [unowned self] watch in
                saves.isEmpty ? .stopped : saves.removeFirst()(watch)
            },
            edit: { [unowned self] editor, file in
                edits.append((editor, file))
                return editorStatus
            },
            environment: environment,
            uptime: {
                .milliseconds(210) * self.orders.count + .seconds(self.secondsOfProgress)
            })
        let status = Shell(surroundings).run(arguments).rawValue
        return Outcome(
            status: status, out: out.replacing(root.path, with: "ROOT"),
            error: error.replacing(root.path, with: "ROOT"))
    }

    func url(_ path: String) -> URL { root.appending(path: path) }

    func read(_ path: String) throws -> String {
        try String(contentsOf: url(path), encoding: .utf8)
    }

    func write(_ text: String, to path: String) throws {
        try FileManager.default.createDirectory(
            at: url(path).deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url(path))
    }

    func exists(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: url(path).path)
    }

    func removePackage() {
        try? FileManager.default.removeItem(at: url("Package.swift"))
    }

    private func addExercise(_ folder: String, title: String, type: String) throws {
        let id = String(folder.drop { $0 != "-" }.dropFirst())
        let yaml = """
            id: \(id)
            title: \(title)
            module: 3
            after: idempotent-handlers
            type: \(type)
            minutes: 20
            difficulty: medium
            hints: [Think of a crash., Think of the next line.]
            """
        try write(yaml, to: "Exercises/\(folder)/exercise.yml")
        try write("# \(title)\n", to: "Exercises/\(folder)/README.md")
        try write("struct \(type) {}\n", to: "Exercises/\(folder)/Starter.swift")
        try write("final class \(type) {}\n", to: "Exercises/\(folder)/Model.swift")
        try write("Because it is simple.\n", to: "Exercises/\(folder)/Model.md")
    }
}

private struct TypedPrompt: Prompt {
    let next: () -> String?
    let remembered: (String) -> Void

    init(next: @escaping () -> String?, remember: @escaping (String) -> Void) {
        self.next = next
        remembered = remember
    }

    func readLine(_ prompt: StyledText) throws(LineEditorError) -> String? { next() }
    func remember(_ line: String) throws(LineEditorError) { remembered(line) }
    func dropWaitingInput() -> Bool { false }
}
