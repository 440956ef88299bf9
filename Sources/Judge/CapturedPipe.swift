import Glibc

/// A pipe from a child to us, with a bound on what is kept of it.
final class CapturedPipe {
    enum Excess {
        /// Of a flood, the beginning matters.
        case keepFirst
        /// Of a flood, the end matters.
        case keepLast
        /// A flood ends the child.
        case endChild
    }

    /// The descriptors under which the child writes to it.
    let childDescriptors: [Int32]
    private(set) var writeEnd: Int32
    let readEnd: Int32
    private(set) var isOpen = true
    private(set) var overflowed = false
    private var kept: [UInt8] = []
    private let limit: Int
    private let excess: Excess

    init(to childDescriptors: [Int32], limit: Int, excess: Excess) throws(SpawnFailure) {
        let ends = try PipeEnds()
        readEnd = ends.read
        // Above every descriptor the child is given, so that giving one never closes another.
        writeEnd = fcntl(ends.write, F_DUPFD_CLOEXEC, HostJob.progressDescriptor + 1)
        let reason = errno
        close(ends.write)
        self.childDescriptors = childDescriptors
        self.limit = limit
        self.excess = excess
        guard writeEnd >= 0 else { throw SpawnFailure("pipe", reason) }
        _ = fcntl(readEnd, F_SETFL, O_NONBLOCK)
    }

    var bytes: [UInt8] { excess == .keepLast ? kept.suffix(limit) : kept }

    /// Called once the child has its copy: from then on the child alone keeps the pipe open.
    func closeWriteEnd() {
        if writeEnd >= 0 { close(writeEnd) }
        writeEnd = -1
    }

    /// Takes what is there, at most about 1 MB, so that a flood can't hold us past a deadline.
    func drain() {
        var chunk = [UInt8](repeating: 0, count: 65_536)
        for _ in 0..<16 where isOpen {
            let count = read(readEnd, &chunk, chunk.count)
            if count > 0 {
                keep(chunk[..<count])
            } else if count == 0 {
                isOpen = false
            } else if errno != EINTR {
                return
            }
        }
    }

    private func keep(_ new: ArraySlice<UInt8>) {
        switch excess {
        case .keepLast:
            kept += new
            if kept.count > 2 * limit + 65_536 { kept.removeFirst(kept.count - limit) }
        case .keepFirst, .endChild:
            overflowed = overflowed || kept.count + new.count > limit
            kept += new.prefix(limit - kept.count)
        }
    }

    var endsChild: Bool { overflowed && excess == .endChild }

    deinit {
        close(readEnd)
        closeWriteEnd()
    }
}
