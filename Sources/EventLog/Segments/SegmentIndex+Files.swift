/// The files `.index` and `.timeindex` beside a segment: Kafka's entries (8 and 12 bytes, big-endian)
/// and then, which Kafka's lack, the segment's size and a CRC-32C of all before it. So an index that
/// is damaged, or that was left by another segment, is known and made again.
extension SegmentIndex {
    func offsetFile(segmentSize: Int) -> [UInt8] {
        Self.file(of: offsets, entrySize: 8, segmentSize) { entry, buffer, position in
            buffer.storeBigEndian(entry.relativeOffset, at: position)
            buffer.storeBigEndian(entry.position, at: position + 4)
        }
    }

    func timeFile(segmentSize: Int) -> [UInt8] {
        Self.file(of: times, entrySize: 12, segmentSize) { entry, buffer, position in
            buffer.storeBigEndian(entry.largestTimestamp, at: position)
            buffer.storeBigEndian(entry.relativeOffset, at: position + 8)
        }
    }

    /// Nil unless both files describe a segment of this size.
    init?(baseOffset: Int64, segmentSize: Int, offsetFile: [UInt8], timeFile: [UInt8]) {
        let offsets = Self.entries(of: offsetFile, entrySize: 8, segmentSize) { buffer, position in
            Offset(
                relativeOffset: buffer.bigEndian(at: position),
                position: buffer.bigEndian(at: position + 4))
        }
        let times = Self.entries(of: timeFile, entrySize: 12, segmentSize) { buffer, position in
            Time(
                largestTimestamp: buffer.bigEndian(at: position),
                relativeOffset: buffer.bigEndian(at: position + 8))
        }
        guard let offsets, let times, offsets.allSatisfy({ Int($0.position) < segmentSize })
        else { return nil }
        self.init(baseOffset: baseOffset, offsets: offsets, times: times)
    }

    /// The segment's size and the CRC.
    private static let trailer = 12

    private static func file<Entry>(
        of entries: [Entry], entrySize: Int, _ segmentSize: Int,
        store: (Entry, UnsafeMutableRawBufferPointer, Int) -> Void
    ) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: entries.count * entrySize + trailer)
        bytes.withUnsafeMutableBytes { buffer in
            for (index, entry) in entries.enumerated() { store(entry, buffer, index * entrySize) }
            let end = entries.count * entrySize
            buffer.storeBigEndian(Int64(segmentSize), at: end)
            let covered = UnsafeRawBufferPointer(rebasing: buffer[..<(end + 8)])
            buffer.storeBigEndian(CRC32C.checksum(of: covered), at: end + 8)
        }
        return bytes
    }

    private static func entries<Entry>(
        of file: [UInt8], entrySize: Int, _ segmentSize: Int,
        load: (UnsafeRawBufferPointer, Int) -> Entry
    ) -> [Entry]? {
        let end = file.count - trailer
        guard end >= 0, end.isMultiple(of: entrySize) else { return nil }
        return file.withUnsafeBytes { buffer in
            let covered = UnsafeRawBufferPointer(rebasing: buffer[..<(end + 8)])
            guard buffer.bigEndian(at: end + 8) == CRC32C.checksum(of: covered),
                buffer.bigEndian(at: end) == Int64(segmentSize)
            else { return nil }
            return stride(from: 0, to: end, by: entrySize).map { load(buffer, $0) }
        }
    }
}
