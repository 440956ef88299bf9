import Glibc

/// Both ends of a new pipe, closed on exec.
struct PipeEnds {
    let read: Int32
    let write: Int32

    init() throws(SpawnFailure) {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw SpawnFailure("pipe", errno) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        read = ends[0]
        write = ends[1]
    }

    private init(read: Int32, write: Int32) {
        (self.read, self.write) = (read, write)
    }

    /// Of a pipe that goes both ways.
    static func socket() throws(SpawnFailure) -> PipeEnds {
        var ends: [Int32] = [0, 0]
        let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else { throw SpawnFailure("socket", errno) }
        return PipeEnds(read: ends[0], write: ends[1])
    }
}

/// The machine refused to start a process.
struct SpawnFailure: Error {
    let description: String

    init(_ what: String, _ code: Int32) {
        description = "\(what): \(String(cString: strerror(code)))"
    }
}
