import Foundation
import Glibc

/// A descriptor that becomes readable when a child has ended, so that one `poll` waits for its
/// output and its end. The child stays a zombie: its id can't be given to another meanwhile.
final class ExitNotice {
    let readEnd: Int32
    private let writeEnd: Int32

    init() throws(SpawnFailure) {
        let ends = try PipeEnds()
        readEnd = ends.read
        writeEnd = ends.write
    }

    func watch(_ child: pid_t) {
        Thread.detachNewThread { [writeEnd] in
            var info = siginfo_t()
            while waitid(P_PID, id_t(child), &info, WEXITED | WNOWAIT) < 0, errno == EINTR {}
            close(writeEnd)
        }
    }

    deinit { close(readEnd) }
}
