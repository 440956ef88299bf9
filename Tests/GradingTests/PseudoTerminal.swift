import Foundation
import Glibc
import Testing

/// The real program at a terminal of its own, as a person meets it: what is typed goes in key by
/// key, what is on the screen comes out as text.
final class PseudoTerminal {
    private let controller: Int32
    let process: pid_t
    /// All that was printed and not yet waited for, without escape sequences.
    private var unread = ""
    private var raw: [UInt8] = []
    /// What a person would see now, as far as it was read.
    private(set) var screen: Screen
    /// The program has closed the terminal: it is ending.
    private var isClosed = false
    private var hasEnded = false

    convenience init(_ program: Program, _ arguments: String..., columns: Int = 80) throws {
        try self.init(
            program,
            running: [program.executable] + arguments + ["--workspace", program.workspace.path],
            columns: columns)
    }

    /// Any other command in the program's folder and surroundings, such as a shell around it.
    init(_ program: Program, running words: [String], columns: Int = 80) throws {
        screen = Screen(columns: columns, rows: Self.rows)
        controller = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        var lock: Int32 = 0
        var number: UInt32 = 0
        try #require(
            controller >= 0 && ioctl(controller, Self.setLock, &lock) == 0
                && ioctl(controller, Self.getNumber, &number) == 0)
        Self.resize(controller, columns)
        process = try Self.spawn(
            words, on: "/dev/pts/\(number)", home: program.folder, program.environment)
    }

    /// What runs there is told by a signal.
    func resize(columns: Int) {
        screen.resize(columns: columns, rows: Self.rows)
        Self.resize(controller, columns)
    }

    private static let rows = 40

    private static func resize(_ controller: Int32, _ columns: Int) {
        var size = winsize(
            ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(controller, UInt(TIOCSWINSZ), &size)
    }

    /// Linux's `TIOCSPTLCK`, `TIOCGPTN` and `POSIX_SPAWN_SETSID`, which the Glibc module leaves out.
    private static let setLock: UInt = 0x4004_5431
    private static let getNumber: UInt = 0x8004_5430
    private static let newSession: Int16 = 0x80

    deinit {
        close(controller)
        guard !hasEnded else { return }
        kill(process, SIGKILL)
        var status: Int32 = 0
        waitpid(process, &status, 0)
    }

    /// In a session of its own, whose terminal is the first that it opens.
    private static func spawn(
        _ words: [String], on terminal: String, home folder: URL,
        _ surroundings: [String: String]
    ) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for stream: Int32 in 0...2 {
            posix_spawn_file_actions_addopen(&actions, stream, terminal, O_RDWR, 0)
        }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        let signalFlags = Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK)
        posix_spawnattr_setflags(&attributes, newSession | signalFlags)
        var environment = surroundings
        environment["TERM"] = "xterm"
        // SwiftPM sets it where nobody looks at the tests.
        environment["NO_COLOR"] = nil
        environment["LANG"] = "C.UTF-8"
        environment["HOME"] = folder.path
        var child: pid_t = 0
        let arguments = words.map { strdup($0) } + [nil]
        let variables = environment.map { strdup("\($0)=\($1)") } + [nil]
        defer { for text in arguments + variables { free(text) } }
        try #require(
            posix_spawn(&child, words[0], &actions, &attributes, arguments, variables) == 0)
        return child
    }

    /// Presses keys.
    func type(_ keys: String) {
        var rest = Array(keys.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(controller, $0.baseAddress, $0.count) }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }

    /// Waits until the program reads keys and no lines, for at most a minute. A prompt is on the screen
    /// a moment before, and what is typed meanwhile may mean something else.
    func awaitsKeys() {
        let deadline = ContinuousClock.now + .seconds(60)
        var mode = termios()
        while ContinuousClock.now < deadline {
            if tcgetattr(controller, &mode) == 0, mode.c_lflag & tcflag_t(ICANON) == 0 { return }
            sched_yield()
        }
    }

    static let enter = "\r"
    static let controlC = "\u{3}"
    /// On an empty line: a Ctrl-D that comes while the terminal changes modes stays as a character.
    static let controlD = "\u{15}\u{4}"
    static let tab = "\t"

    /// Reads until the screen has shown this since the last time; what came up to there is
    /// returned. A minute without it is a failure.
    @discardableResult
    func shows(_ text: String, at location: SourceLocation = #_sourceLocation) throws -> String {
        while true {
            if let found = unread.range(of: text) {
                defer { unread = String(unread[found.upperBound...]) }
                return String(unread[..<found.upperBound])
            }
            guard readMore() else {
                Issue.record("no \(text.debugDescription) in: \(unread)", sourceLocation: location)
                throw NothingMore()
            }
        }
    }

    /// Waits until the program has written something.
    func saysMore(at location: SourceLocation = #_sourceLocation) throws {
        try #require(readMore(), sourceLocation: location)
    }

    /// Reads until the screen is as it is wanted. A minute without that is a failure.
    @discardableResult
    func screen(
        shows wanted: Comment, at location: SourceLocation = #_sourceLocation,
        where condition: (Screen) -> Bool
    ) throws -> Screen {
        while !condition(screen) {
            guard readMore() else {
                Issue.record("not \(wanted):\n\(screen.text)", sourceLocation: location)
                throw NothingMore()
            }
        }
        #expect(screen.unknown == [], sourceLocation: location)
        return screen
    }

    struct NothingMore: Error {}

    /// Its exit status, once it has ended by itself. The key that ends it is pressed again while
    /// nothing comes of it: what comes while the terminal changes modes may be no key to the program.
    func ends(by key: String = "") throws -> Int32 {
        for _ in 1...60 {
            type(key)
            while readMore(within: 1_000) {}
            var status: Int32 = 0
            if waitpid(process, &status, isClosed ? 0 : WNOHANG) == process {
                hasEnded = true
                return (status >> 8) & 0xff
            }
        }
        Issue.record("it does not end: \(unread)")
        throw NothingMore()
    }

    /// False at the end of the program, or after so many milliseconds of silence.
    private func readMore(within patience: Int32 = 60_000) -> Bool {
        var polled = pollfd(fd: controller, events: Int16(POLLIN), revents: 0)
        guard poll(&polled, 1, patience) == 1 else { return false }
        var chunk = [UInt8](repeating: 0, count: 4_096)
        let count = read(controller, &chunk, chunk.count)
        isClosed = count <= 0
        guard !isClosed else { return false }
        screen.write(chunk[..<count])
        raw += chunk[..<count]
        takeText()
        return true
    }

    /// Moves whole characters from `raw` to `unread`, without the terminal's control sequences.
    private func takeText() {
        guard let text = String(validating: raw, as: UTF8.self) else { return }
        let plain = text.replacing(/\u{1B}(\[[0-9;?]*[A-Za-z]|[()][A-Z0-9]|[=>])/, with: "")
        guard !plain.contains("\u{1B}") else { return }
        unread += plain.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
        raw = []
    }
}
