import CContainment
import Foundation
import Glibc

/// A program to run in a process group of its own. It inherits the pipes it is given and nothing
/// else: no other descriptor, no signal mask, no environment; its standard streams are /dev/null.
struct ChildProcess {
    enum Ending: Hashable {
        case exited(Int32)
        case signalled(Int32)
        /// It was killed, because its time was up.
        case outOfTime
        /// It was killed, because it wrote more than its pipe may carry.
        case flooded
        /// It was killed, because somebody wants to wait no longer.
        case stopped
    }

    let executable: String
    let arguments: [String]
    let environment: [String: String]
    /// What it reads as its standard input; nil for nothing.
    var input: Int32?
    /// Whether its addresses should be the same in every run, where the system allows it.
    var hasFixedAddresses = false
    /// Asked several times a second: whether to give up waiting.
    var isToStop: @Sendable () -> Bool = { false }

    func start(pipes: [CapturedPipe]) throws(SpawnFailure) -> RunningChild {
        let notice = try ExitNotice()
        let child = try spawn(pipes)
        notice.watch(child)
        for pipe in pipes { pipe.closeWriteEnd() }
        return RunningChild(
            process: child, pipes: pipes, notice: notice, isToStop: isToStop)
    }

    /// Runs it to its end.
    func run(pipes: [CapturedPipe], limit: Duration) throws(SpawnFailure) -> Ending {
        try start(pipes: pipes).end(within: limit)
    }

    private func spawn(_ pipes: [CapturedPipe]) throws(SpawnFailure) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for stream: Int32 in 0...2 {
            posix_spawn_file_actions_addopen(&actions, stream, "/dev/null", O_RDWR, 0)
        }
        if let input { posix_spawn_file_actions_adddup2(&actions, input, 0) }
        for pipe in pipes {
            for descriptor in pipe.childDescriptors {
                posix_spawn_file_actions_adddup2(&actions, pipe.writeEnd, descriptor)
            }
        }
        for descriptor in openDescriptors().subtracting(pipes.flatMap(\.childDescriptors)) {
            posix_spawn_file_actions_addclose(&actions, descriptor)
        }
        var attributes = Self.attributes()
        defer { posix_spawnattr_destroy(&attributes) }

        if hasFixedAddresses { containment_fix_addresses(true) }
        defer { if hasFixedAddresses { containment_fix_addresses(false) } }
        var child: pid_t = 0
        let code = withCStrings(arguments) { arguments in
            withCStrings(environment.map { "\($0)=\($1)" }.sorted()) { environment in
                posix_spawn(&child, executable, &actions, &attributes, arguments, environment)
            }
        }
        guard code == 0 else { throw SpawnFailure(executable, code) }
        return child
    }

    /// A group of its own, default signal handlers, nothing blocked.
    private static func attributes() -> posix_spawnattr_t {
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        var all = sigset_t()
        sigfillset(&all)
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setpgroup(&attributes, 0)
        let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK
        posix_spawnattr_setflags(&attributes, Int16(flags))
        return attributes
    }

    /// Ours above the standard streams: other parts of the program may not close theirs on exec.
    private func openDescriptors() -> Set<Int32> {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
        return Set(names.compactMap { Int32($0) }.filter { $0 > 2 })
    }

    private func withCStrings<R>(
        _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> R
    ) -> R {
        let copies = strings.map { strdup($0) }
        defer { for copy in copies { free(copy) } }
        return body(copies + [nil])
    }
}
