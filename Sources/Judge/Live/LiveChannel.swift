import Glibc

/// Whole messages over a socket, each behind its length: four bytes, big-endian.
package enum LiveChannel {
    /// No turn and no pause comes near it.
    package static let longest = 64 << 20

    /// What a process says when turns may come.
    package static let ready: [UInt8] = []

    static func frame(_ message: [UInt8]) -> [UInt8] {
        let length = UInt32(clamping: message.count)
        return [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: length >> $0) } + message
    }

    /// Takes the first message off the buffer's front; nil while it isn't there as a whole.
    ///
    /// - Throws: `LiveFlaw` if it is longer than any message may be.
    static func takeMessage(from buffer: inout [UInt8]) throws(LiveFlaw) -> [UInt8]? {
        guard buffer.count >= 4 else { return nil }
        let length = buffer.prefix(4).reduce(0) { $0 << 8 | Int($1) }
        guard length <= longest else { throw LiveFlaw() }
        guard buffer.count >= 4 + length else { return nil }
        defer { buffer.removeFirst(4 + length) }
        return Array(buffer[4..<4 + length])
    }

    /// In the process that is told: waits for the next message; nil if none will come.
    package static func receive(on descriptor: Int32) -> [UInt8]? {
        guard let header = read(4, from: descriptor) else { return nil }
        let length = header.reduce(0) { $0 << 8 | Int($1) }
        return length <= longest ? read(length, from: descriptor) : nil
    }

    package static func send(_ message: [UInt8], on descriptor: Int32) {
        var rest = frame(message)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno != EINTR { return }
            rest = rest.dropFirst(max(0, count))
        }
    }

    private static func read(_ count: Int, from descriptor: Int32) -> [UInt8]? {
        var bytes: [UInt8] = []
        while bytes.count < count {
            var chunk = [UInt8](repeating: 0, count: min(count - bytes.count, 1 << 16))
            let got = Glibc.read(descriptor, &chunk, chunk.count)
            if got < 0, errno == EINTR { continue }
            guard got > 0 else { return nil }
            bytes += chunk.prefix(got)
        }
        return bytes
    }
}

/// What came over the socket is no message.
package struct LiveFlaw: Error, Hashable {}
