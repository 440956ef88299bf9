import Glibc

/// A file that is open for reading, and mostly for writing, until this value goes away. Every call is repeated
/// if a signal interrupts it.
struct OpenFile: ~Copyable {
    let path: String
    private let descriptor: Int32

    /// Makes the file if there is none.
    init(path: String) throws(LogFileError) {
        self.path = path
        descriptor = Int32(
            try retrying(.open, path) {
                Int(open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644))
            })
    }

    /// A file that is there, for reading only.
    init(readingFrom path: String) throws(LogFileError) {
        self.path = path
        descriptor = Int32(
            try retrying(.open, path) { Int(open(path, O_RDONLY | O_CLOEXEC)) })
    }

    /// A lock is given back by name: a process that is being started may hold a copy of the
    /// descriptor for a moment longer, and the lock with it.
    deinit {
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }

    func size() throws(LogFileError) -> Int {
        Int(try status().st_size)
    }

    /// Fewer bytes than `count` only at the end of the file.
    func read(at position: Int, count: Int) throws(LogFileError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        let done = try bytes.withUnsafeMutableBufferPointer { buffer throws(LogFileError) in
            try read(at: position, into: UnsafeMutableRawBufferPointer(buffer))
        }
        bytes.removeLast(count - done)
        return bytes
    }

    /// Returns how many bytes came: fewer than the buffer takes only at the end of the file.
    func read(
        at position: Int, into buffer: UnsafeMutableRawBufferPointer
    ) throws(LogFileError) -> Int {
        var done = 0
        while done < buffer.count {
            let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[done...])
            let read = try retrying(.read, path) {
                pread(descriptor, rest.baseAddress, rest.count, position + done)
            }
            guard read > 0 else { break }
            done += read
        }
        return done
    }

    /// With a single call to the system, unless that writes less than it should.
    func write(_ bytes: [UInt8], at position: Int) throws(LogFileError) {
        try bytes.withUnsafeBufferPointer { buffer throws(LogFileError) in
            var done = 0
            while done < buffer.count {
                let rest = UnsafeBufferPointer(rebasing: buffer[done...])
                done += try retrying(.append, path) {
                    pwrite(descriptor, rest.baseAddress, rest.count, position + done)
                }
            }
        }
    }

    func truncate(to size: Int) throws(LogFileError) {
        _ = try retrying(.truncate, path) { Int(ftruncate(descriptor, size)) }
    }

    /// Returns when what was written will outlast a power cut.
    func synchronize() throws(LogFileError) {
        _ = try retrying(.append, path) { Int(fdatasync(descriptor)) }
    }

    /// Makes the file's name outlast a power cut, as `synchronize()` does for what is in it.
    func synchronizeFolder() throws(LogFileError) {
        try Folder(path: path.lastIndex(of: "/").map { String(path[...$0]) } ?? ".").synchronize()
    }
}

extension OpenFile {
    enum Lock {
        /// Many readers at a time, while nobody writes.
        case shared
        /// One writer.
        case exclusive
    }

    /// Waits for other processes, and other open files of this one, to release their locks.
    ///
    /// Throws `moved` if the path no longer leads to this file: what is appended would be lost.
    func locked<Result>(
        _ lock: Lock, _ body: () throws(LogFileError) -> Result
    ) throws(LogFileError) -> Result {
        let operation = lock == .shared ? LOCK_SH : LOCK_EX
        _ = try retrying(.lock, path) { Int(flock(descriptor, operation)) }
        defer { _ = flock(descriptor, LOCK_UN) }
        guard try isAtItsPath() else { throw .moved(path: path) }
        return try body()
    }

    /// Keeps an exclusive lock until this value goes away. False if somebody else has one.
    func keepLocked() throws(LogFileError) -> Bool {
        do {
            _ = try retrying(.lock, path) { Int(flock(descriptor, LOCK_EX | LOCK_NB)) }
            return true
        } catch .failed(_, _, EWOULDBLOCK) {
            return false
        }
    }

    private func isAtItsPath() throws(LogFileError) -> Bool {
        let own = try status()
        var current = stat()
        return stat(path, &current) == 0 && current.st_ino == own.st_ino
            && current.st_dev == own.st_dev
    }

    private func status() throws(LogFileError) -> stat {
        var status = stat()
        _ = try retrying(.read, path) { Int(fstat(descriptor, &status)) }
        return status
    }
}

/// The result of a system call, which is negative if it failed.
func retrying(
    _ operation: LogFileError.Operation, _ path: String, _ call: () -> Int
) throws(LogFileError) -> Int {
    while true {
        let result = call()
        if result >= 0 { return result }
        let code = errno
        if code != EINTR { throw .failed(operation, path: path, code: code) }
    }
}
