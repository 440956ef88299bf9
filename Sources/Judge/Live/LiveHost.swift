import Glibc

/// What comes of starting a solution beside a sandbox.
package enum LiveStart {
    case running(LiveHost)
    /// The verdict on a file of which no library can be made.
    case unplayable(Verdict)
}

/// A process beside a sandbox, which runs a learner's code in turns. It ends no later than this
/// object.
package final class LiveHost {
    package enum Answer: Hashable {
        case message([UInt8])
        case over(LiveEnding)
    }

    private let process: HostProcess
    /// Where its library lies, in which a dying process's line is found.
    private let folder: ScratchFolder
    private let socket: Int32
    private let isToStop: @Sendable () -> Bool
    private var received: [UInt8] = []
    private var ending: LiveEnding?

    init(
        _ job: HostJob, executable: String, environment: [String: String],
        folder: consuming ScratchFolder, isToStop: @escaping @Sendable () -> Bool
    ) throws(JudgeError) {
        do {
            process = try HostProcess(
                job, executable: executable, environment: environment,
                cueEnds: PipeEnds.socket())
        } catch let error as JudgeError {
            throw error
        } catch {
            throw .graderFailed("the process can't be started", report: "\(error)")
        }
        self.folder = folder
        self.isToStop = isToStop
        socket = process.cue.ownEnd
        process.cue.give()
        _ = fcntl(socket, F_SETFL, O_NONBLOCK)
    }

    deinit { end() }

    /// Waits until turns may come. Returns why none may, if that is so.
    func refusal() -> LiveEnding? {
        if case .over(let ending) = answer(toFrame: []) { ending } else { nil }
    }

    /// Hands over a message and waits for the answer, for at most some seconds.
    package func answer(to message: [UInt8]) -> Answer {
        answer(toFrame: LiveChannel.frame(message))
    }

    private func answer(toFrame frame: [UInt8]) -> Answer {
        if let ending { return .over(ending) }
        let begin = ContinuousClock.now
        var unsent = frame[...]
        while true {
            do throws(LiveFlaw) {
                if let message = try LiveChannel.takeMessage(from: &received) {
                    return .message(message)
                }
            } catch {
                return over(LiveEnding(message: "It sent what is no message, and was ended."))
            }
            let time = begin.duration(to: .now)
            if time > Self.patience { return over(LiveEnding(message: Self.tooSlow)) }
            if time > Self.usualTurn, isToStop() {
                return over(LiveEnding(message: "You stopped it while it was at work."))
            }
            let hasEnded = wait(sending: !unsent.isEmpty)
            send(&unsent)
            if !receive(), hasEnded { return over(lastWords()) }
        }
    }

    package func end() {
        ending = ending ?? LiveEnding()
        process.child.endNow()
    }

    private func over(_ ending: LiveEnding) -> Answer {
        self.ending = ending
        process.child.endNow()
        return .over(ending)
    }

    private func lastWords() -> LiveEnding {
        do throws(JudgeError) {
            return try process.answer(as: LiveEnding.self)
        } catch {
            return LiveEnding(message: error.message)
        }
    }

    /// Until something can be done, or it is time to look around. Answers whether the process is gone.
    private func wait(sending: Bool) -> Bool {
        let events = Int16(POLLIN) | (sending ? Int16(POLLOUT) : 0)
        var polled = [
            pollfd(fd: socket, events: events, revents: 0),
            pollfd(fd: process.child.exitNotice, events: Int16(POLLIN), revents: 0),
        ]
        poll(&polled, nfds_t(polled.count), Self.millisecondsBetweenLooks)
        return polled[1].revents != 0
    }

    private func send(_ unsent: inout ArraySlice<UInt8>) {
        guard !unsent.isEmpty else { return }
        let count = unsent.withUnsafeBytes { write(socket, $0.baseAddress, $0.count) }
        unsent = unsent.dropFirst(max(0, count))
    }

    /// Answers whether anything came.
    private func receive() -> Bool {
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        let count = read(socket, &chunk, chunk.count)
        if count > 0 { received += chunk.prefix(count) }
        return count > 0
    }

    private static let patience = Duration.seconds(10)
    /// Who comes to rest so soon is not what somebody wants to stop.
    private static let usualTurn = Duration.milliseconds(500)
    private static let tooSlow =
        "It had not come to rest after 10 s, and was ended. Does something go on without end?"
    private static let millisecondsBetweenLooks: Int32 = 100
}
