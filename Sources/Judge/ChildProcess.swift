import Foundation
import Glibc

/// A program run in a process group of its own. It inherits the pipes it is given and nothing
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
    /// Asked several times a second: whether to give up waiting.
    var isToStop: @Sendable () -> Bool = { false }

    /// Runs it to its end, which is also the end of every process left in its group.
    func run(pipes: [CapturedPipe], limit: Duration) throws(SpawnFailure) -> Ending {
        let notice = try ExitNotice()
        let child = try spawn(pipes)
        notice.watch(child)
        for pipe in pipes { pipe.closeWriteEnd() }
        let early = observe(pipes, notice, until: .now + limit)
        kill(-child, SIGKILL)
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0, errno == EINTR {}
        for pipe in pipes { pipe.drain() }
        return early ?? Ending(waitStatus: status)
    }

    /// Reads until the child ends by itself (nil) or must be ended.
    private func observe(
        _ pipes: [CapturedPipe], _ notice: ExitNotice, until deadline: ContinuousClock.Instant
    ) -> Ending? {
        while true {
            let open = pipes.filter(\.isOpen)
            var polled = ([notice.readEnd] + open.map(\.readEnd)).map {
                pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
            }
            let left = max(.zero, ContinuousClock.now.duration(to: deadline))
            let milliseconds = Int32((min(left, Self.glance) / .milliseconds(1)).rounded(.up))
            let ready = poll(&polled, nfds_t(polled.count), milliseconds)
            if isToStop() { return .stopped }
            if ready == 0, left == .zero { return .outOfTime }
            for pipe in open { pipe.drain() }
            if open.contains(where: \.endsChild) { return .flooded }
            if ready > 0, polled[0].revents != 0 { return nil }
        }
    }

    private static let glance = Duration.milliseconds(100)

    private func spawn(_ pipes: [CapturedPipe]) throws(SpawnFailure) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for stream: Int32 in 0...2 {
            posix_spawn_file_actions_addopen(&actions, stream, "/dev/null", O_RDWR, 0)
        }
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

extension ChildProcess.Ending {
    init(waitStatus status: Int32) {
        let signal = status & 0x7f
        self = signal == 0 ? .exited((status >> 8) & 0xff) : .signalled(signal)
    }
}
