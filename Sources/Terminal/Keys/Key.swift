/// A key as a person means it.
package enum Key: Hashable, Sendable {
    case character(Character)
    case enter, escape
    case left, right, up, down, home, end
    /// Some key without a meaning here.
    case other
    /// No key: the window has another size now.
    case resized
    /// No key: the program had been stopped and goes on, and the screen shows what others have left.
    case continued

    /// What a terminal sends for one press, or the beginning of what it sends for several: the key,
    /// and how many bytes are its own. Nil for nothing.
    package static func first(in bytes: ArraySlice<UInt8>) -> (key: Key, count: Int)? {
        guard let byte = bytes.first else { return nil }
        switch byte {
        case UInt8(ascii: "\r"), UInt8(ascii: "\n"): return (.enter, 1)
        case 0x1B: return sequence(bytes)
        case 0x00..<0x20, 0x7F: return (.other, 1)
        default:
            let count = max(1, min(bytes.count, (~byte).leadingZeroBitCount))
            let text = String(decoding: bytes.prefix(count), as: UTF8.self)
            return (text.first.map(Key.character) ?? .other, count)
        }
    }

    /// `ESC [` or `ESC O`, parameters, and a final letter or `~`.
    private static func sequence(_ bytes: ArraySlice<UInt8>) -> (key: Key, count: Int) {
        let rest = bytes.dropFirst()
        guard let introducer = rest.first,
            [UInt8(ascii: "["), UInt8(ascii: "O")].contains(introducer)
        else { return (.escape, 1) }
        guard let end = rest.dropFirst().firstIndex(where: { 0x40...0x7E ~= $0 }) else {
            return (.other, bytes.count)
        }
        let tail = String(decoding: rest.dropFirst()[...end], as: UTF8.self)
        return (named[tail] ?? .other, end - bytes.startIndex + 1)
    }

    private static let named: [String: Key] = [
        "A": .up, "B": .down, "C": .right, "D": .left, "H": .home, "F": .end, "1~": .home,
        "7~": .home, "4~": .end, "8~": .end,
    ]
}
