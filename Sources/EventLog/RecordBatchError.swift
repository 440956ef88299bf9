/// Why bytes are no record batch that can be read.
package enum RecordBatchError: Error, Hashable {
    /// Fewer or more bytes than one whole batch: `expected` is what its header says, or the
    /// header's size if not even that is there.
    case wrongLength(expected: Int, actual: Int)
    case wrongMagic(UInt8)
    case checksumMismatch(stored: UInt32, computed: UInt32)
    /// Compression and the like, which nothing here writes.
    case unsupportedAttributes(Int16)
    /// Offsets or counts in the header that contradict each other.
    case malformedHeader(at: Int)
    case malformedRecord(at: Int)
}

extension RecordBatchError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .wrongLength(let expected, let actual) where actual < expected:
            """
            The record batch is cut off: \(actual) of \(expected) bytes are there. \
            Read it again from its log.
            """
        case .wrongLength(let expected, let actual):
            """
            \(actual - expected) bytes follow the \(expected) of the record batch. \
            Pass one batch at a time.
            """
        case .wrongMagic(let magic):
            """
            Byte 16 says format \(magic), but only record batches of format 2 can be read. \
            Have the writer use format 2.
            """
        case .checksumMismatch(let stored, let computed):
            """
            The record batch is damaged: bytes 17 to 20 hold CRC \(hex(stored)), but the bytes \
            from 21 on have \(hex(computed)). Read it again from its log; don't use what it holds.
            """
        case .unsupportedAttributes(let attributes):
            """
            Bytes 21 and 22 ask for attributes \(attributes) (compression, append time …), \
            which aren't supported. Have the writer leave them out.
            """
        case .malformedHeader(let position):
            """
            The record batch's header makes no sense at byte \(position). \
            Read it again from its log, or mend the program that wrote it.
            """
        case .malformedRecord(let position):
            """
            A record makes no sense at byte \(position) of its batch, though the CRC is right. \
            Mend the program that wrote it.
            """
        }
    }

    private func hex(_ number: UInt32) -> String {
        "0x" + String(number, radix: 16)
    }
}
