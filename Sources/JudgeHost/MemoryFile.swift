import CVirtualClock
import Glibc

/// A file in memory, open in this process and in those that it forks.
struct MemoryFile {
    let descriptor: Int32

    init(_ name: String) throws {
        descriptor = virtual_machine_memory_file(name)
        guard descriptor >= 0 else { throw SystemFailure("memfd_create") }
    }

    func release() { close(descriptor) }

    func end(atMost limit: Int = .max) -> [UInt8] {
        let size = Int(lseek(descriptor, 0, SEEK_END))
        var bytes = [UInt8](repeating: 0, count: max(0, min(size, limit)))
        var filled = 0
        while filled < bytes.count {
            let count = bytes.withUnsafeMutableBytes { buffer in
                pread(
                    descriptor, buffer.baseAddress! + filled, buffer.count - filled,
                    off_t(size - buffer.count + filled))
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { break }
            filled += count
        }
        return Array(bytes.prefix(filled))
    }
}

/// The machine refused.
struct SystemFailure: Error, CustomStringConvertible {
    let description: String

    init(_ operation: String, _ code: Int32 = errno) {
        description = "\(operation): \(String(cString: strerror(code)))"
    }
}
