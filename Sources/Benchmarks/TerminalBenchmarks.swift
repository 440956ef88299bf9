import Foundation
import Judge

/// How long a learner waits for the prompt, and an author for the check of the whole course.
struct TerminalBenchmarks {
    private let runs = 11
    /// More bytes than the program's answer to `--version` has.
    private static let lastLine = 100

    struct Failed: Error, CustomStringConvertible {
        let description: String
    }

    func figures() throws -> [Figure] {
        [
            Figure("prompt", unit: "s", samples: try (0..<runs).map { _ in try prompt() }),
            Figure("show-1000", unit: "s", samples: try show(partitions: 1_000, records: 100_000)),
            Figure(
                "check-course", unit: "s",
                samples: try (0..<runs).map { _ in
                    try Stopwatch().time([program, "check-course"]).0
                }),
        ]
    }

    private var program: String {
        URL(filePath: HostExecutable.ownPath).deletingLastPathComponent()
            .appending(path: "eventlings").path
    }

    /// Seconds from the command to the end of the picture of a topic, through a pipe.
    private func show(partitions: Int, records: Int) throws -> [Double] {
        let workspace = try ScratchFolder()
        let (toProgram, fromProgram) = (Pipe(), Pipe())
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = ["--workspace", workspace.url.path]
        process.standardInput = toProgram
        process.standardOutput = fromProgram
        try process.run()
        defer {
            process.terminate()
            process.waitUntilExit()
        }
        func answer(to line: String) throws {
            // Its own line says that the answer before it is whole.
            try toProgram.fileHandleForWriting.write(contentsOf: Data("\(line)\n--version\n".utf8))
            var screen = Data()
            while !screen.suffix(Self.lastLine).contains("\neventlings ".utf8) {
                let news = fromProgram.fileHandleForReading.availableData
                guard !news.isEmpty else { throw Failed(description: "the program has ended") }
                screen += news
            }
        }
        try answer(to: "topic create orders --partitions \(partitions)")
        try answer(to: "produce orders order-{n}=placed --times \(records)")
        return try (0..<runs).map { _ in
            let begin = ContinuousClock.now
            try answer(to: "show")
            return begin.duration(to: .now) / .seconds(1)
        }
    }

    /// Seconds from the start, in a new workspace and at a terminal of its own, to the prompt.
    private func prompt() throws -> Double {
        let workspace = try ScratchFolder()
        let terminal = try TerminalPair()
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = ["--workspace", workspace.url.path]
        process.environment = ["TERM": "xterm", "LANG": "C.UTF-8", "HOME": workspace.url.path]
        process.standardInput = terminal.programsEnd
        process.standardOutput = terminal.programsEnd
        process.standardError = terminal.programsEnd
        let begin = ContinuousClock.now
        try process.run()
        defer {
            process.terminate()
            process.waitUntilExit()
        }
        var screen = Data()
        while !screen.contains("eventlings>".utf8) {
            let news = terminal.ownEnd.availableData
            guard !news.isEmpty else { throw Failed(description: "the program has no prompt") }
            screen += news
        }
        return begin.duration(to: .now) / .seconds(1)
    }
}

/// Both ends of a new terminal.
private struct TerminalPair {
    let ownEnd: FileHandle
    let programsEnd: FileHandle

    init() throws {
        let own = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        var lock: Int32 = 0
        var number: UInt32 = 0
        guard own >= 0, ioctl(own, Self.setLock, &lock) == 0,
            ioctl(own, Self.getNumber, &number) == 0
        else { throw TerminalBenchmarks.Failed(description: "there is no /dev/ptmx to open") }
        ownEnd = FileHandle(fileDescriptor: own, closeOnDealloc: true)
        let other = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY | O_CLOEXEC)
        programsEnd = FileHandle(fileDescriptor: other, closeOnDealloc: true)
    }

    /// Linux's `TIOCSPTLCK` and `TIOCGPTN`, which the Glibc module leaves out.
    private static let setLock: UInt = 0x4004_5431
    private static let getNumber: UInt = 0x8004_5430
}

extension Data {
    fileprivate func contains(_ text: String.UTF8View) -> Bool {
        firstRange(of: Data(text)) != nil
    }
}
