import Glibc

/// A child that runs. It ends, with every process of its group, no later than this object.
final class RunningChild {
    private let process: pid_t
    private let pipes: [CapturedPipe]
    private let notice: ExitNotice
    private let isToStop: @Sendable () -> Bool
    private var hasEnded = false

    init(
        process: pid_t, pipes: [CapturedPipe], notice: ExitNotice,
        isToStop: @escaping @Sendable () -> Bool
    ) {
        self.process = process
        self.pipes = pipes
        self.notice = notice
        self.isToStop = isToStop
    }

    deinit {
        if !hasEnded { _ = kill() }
    }

    /// Becomes readable at its end.
    var exitNotice: Int32 { notice.readEnd }

    /// Ends it now, if it has not ended.
    func endNow() {
        if !hasEnded { _ = kill() }
    }

    /// Waits for its end, which is also the end of every process left in its group.
    ///
    /// - Parameter glance: called several times a second meanwhile, with the pipes read.
    /// - Precondition: it was not asked before.
    func end(within limit: Duration, glance: () -> Void = {}) -> ChildProcess.Ending {
        let early = observe(until: .now + limit, glance)
        let status = kill()
        for pipe in pipes { pipe.drain() }
        return early ?? ChildProcess.Ending(waitStatus: status)
    }

    /// Returns the status with which the child itself has ended.
    private func kill() -> Int32 {
        hasEnded = true
        Glibc.kill(-process, SIGKILL)
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        return status
    }

    /// Reads until the child ends by itself (nil) or must be ended.
    private func observe(
        until deadline: ContinuousClock.Instant, _ glance: () -> Void
    ) -> ChildProcess.Ending? {
        while true {
            let open = pipes.filter(\.isOpen)
            var polled = ([notice.readEnd] + open.map(\.readEnd)).map {
                pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
            }
            let left = max(.zero, ContinuousClock.now.duration(to: deadline))
            let milliseconds = Int32(
                (min(left, Self.timeBetweenGlances) / .milliseconds(1)).rounded(.up))
            let ready = poll(&polled, nfds_t(polled.count), milliseconds)
            if isToStop() { return .stopped }
            if ready == 0, left == .zero { return .outOfTime }
            for pipe in open { pipe.drain() }
            glance()
            if open.contains(where: \.endsChild) { return .flooded }
            if ready > 0, polled[0].revents != 0 { return nil }
        }
    }

    private static let timeBetweenGlances = Duration.milliseconds(100)
}

extension ChildProcess.Ending {
    fileprivate init(waitStatus status: Int32) {
        let signal = status & 0x7f
        self = signal == 0 ? .exited((status >> 8) & 0xff) : .signalled(signal)
    }
}
