/// The memory through which batches of files are read, one window after the other. Logs that are
/// used by one thread share one.
package final class ReadWindow {
    static let size = 1 << 20

    private var buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 0, alignment: 64)

    package init() {}

    deinit {
        buffer.deallocate()
    }

    /// Hands what headers call batches, one after the other, to `body` until that returns false or
    /// no whole batch follows. Returns where the first one begins that wasn't taken. Meanwhile
    /// nobody else may use the window.
    ///
    /// Reads `step` bytes at a time, at least a header, or as many as the batch takes that doesn't fit into them.
    @discardableResult
    func walk(
        _ file: borrowing OpenFile, _ range: Range<Int>, step: Int = ReadWindow.size,
        _ body: (BatchFrame, _ position: Int) throws(LogFileError) -> Bool
    ) throws(LogFileError) -> Int {
        defer { if buffer.count > Self.size { resize(to: Self.size) } }
        var position = range.lowerBound
        var step = max(step, RecordBatch.Position.records)
        while position < range.upperBound {
            let wanted = min(step, range.upperBound - position)
            let window = try read(file, at: position, count: wanted)
            guard window.count == wanted else { return position }
            var taken = 0
            while let size = RecordBatch.size(ofBatchAt: taken, in: window),
                size <= window.count - taken
            {
                let bytes = UnsafeRawBufferPointer(rebasing: window[taken..<taken + size])
                let goesOn = try body(BatchFrame(bytes: bytes), position + taken)
                guard goesOn else { return position + taken }
                taken += size
            }
            if taken == 0 {
                guard let size = RecordBatch.size(ofBatchAt: 0, in: window),
                    size > window.count, size <= range.upperBound - position
                else { return position }
                step = size
            }
            position += taken
        }
        return position
    }

    private func read(
        _ file: borrowing OpenFile, at position: Int, count: Int
    ) throws(LogFileError) -> UnsafeRawBufferPointer {
        if count > buffer.count { resize(to: count) }
        let wanted = UnsafeMutableRawBufferPointer(rebasing: buffer[..<count])
        let read = try file.read(at: position, into: wanted)
        return UnsafeRawBufferPointer(rebasing: wanted[..<read])
    }

    private func resize(to size: Int) {
        buffer.deallocate()
        buffer = .allocate(byteCount: size, alignment: 64)
    }
}
