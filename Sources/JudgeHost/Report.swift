import CContainment
import Glibc

/// What a worker hands back: memory that it shares with the process that has forked it.
///
/// No descriptor leads there. So code that closes or fills every descriptor does no harm to it.
package struct Report {
    private struct Header {
        var byteCount = 0
        /// Whether the worker has come to its end, and was not ended by the code that it runs.
        var isWhole = false
        var lastWords = last_words()
    }

    private let memory: UnsafeMutableRawPointer

    /// Address space; memory is taken as it is written.
    private static let capacity = 64 << 20

    /// Nil when there is no more address space.
    init?() {
        let protection = PROT_READ | PROT_WRITE
        let memory = mmap(
            nil, Self.capacity, protection, MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0)
        guard let memory, memory != MAP_FAILED else { return nil }
        self.memory = memory
        header.pointee = Header()
    }

    func release() { munmap(memory, Self.capacity) }

    /// What does not fit any more is left out.
    func append(_ bytes: [UInt8]) {
        let length = byteCount
        let room = Self.capacity - MemoryLayout<Header>.size - length
        guard bytes.count <= room else { return }
        bytes.withUnsafeBytes {
            (content + length).copyMemory(from: $0.baseAddress!, byteCount: $0.count)
        }
        header.pointee.byteCount = length + bytes.count
    }

    func close() { header.pointee.isWhole = true }

    var isWhole: Bool { header.pointee.isWhole }
    var byteCount: Int { header.pointee.byteCount }

    var bytes: [UInt8] {
        let most = Self.capacity - MemoryLayout<Header>.size
        return Array(UnsafeRawBufferPointer(start: content, count: min(max(0, byteCount), most)))
    }

    /// What is written when the worker dies, if it has prepared for that.
    var lastWords: UnsafeMutablePointer<last_words> {
        let offset = MemoryLayout<Header>.offset(of: \.lastWords) ?? 0
        return (memory + offset).assumingMemoryBound(to: last_words.self)
    }

    private var header: UnsafeMutablePointer<Header> {
        memory.assumingMemoryBound(to: Header.self)
    }

    private var content: UnsafeMutableRawPointer { memory + MemoryLayout<Header>.size }
}
