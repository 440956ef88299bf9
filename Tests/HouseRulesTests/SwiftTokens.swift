/// A word or a sign of Swift code, outside comments and strings.
struct Token: Equatable {
    var text: String
    /// Counted from 1.
    var line: Int
}

/// Splits Swift code into words and signs, well enough to tell code from comments and strings:
/// nested comments, raw and multi-line strings with interpolations, regex literals on one line.
struct SwiftTokens {
    private let bytes: [UInt8]
    private var position = 0
    private var line = 1
    private var tokens: [Token] = []

    static func tokens(of code: String) -> [Token] {
        var reader = SwiftTokens(bytes: Array(code.utf8))
        reader.readCode(isInterpolation: false)
        return reader.tokens
    }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    private var rest: ArraySlice<UInt8> { bytes[position...] }

    private func sees(_ text: String) -> Bool { rest.starts(with: text.utf8) }

    private mutating func skip(_ count: Int = 1) {
        for byte in rest.prefix(count) {
            if byte == UInt8(ascii: "\n") { line += 1 }
            position += 1
        }
    }

    /// Up to the end, or to the parenthesis that ends an interpolation.
    private mutating func readCode(isInterpolation: Bool) {
        var depth = 0
        while let byte = rest.first {
            if sees("//") {
                skip(rest.prefix { $0 != UInt8(ascii: "\n") }.count)
            } else if sees("/*") {
                skipComment()
            } else if let hashes = stringStart() {
                readString(hashes: hashes)
            } else if beginsRegex() {
                skipRegex()
            } else if Self.isWord(byte) {
                append(rest.prefix { Self.isWord($0) }.count)
            } else if byte <= UInt8(ascii: " ") {
                skip()
            } else {
                depth += byte == UInt8(ascii: "(") ? 1 : byte == UInt8(ascii: ")") ? -1 : 0
                if isInterpolation, depth < 0 { return skip() }
                append(1)
            }
        }
    }

    private mutating func append(_ count: Int) {
        tokens.append(Token(text: String(decoding: rest.prefix(count), as: UTF8.self), line: line))
        skip(count)
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "`"), 0x80...:
            true
        default: false
        }
    }

    private mutating func skipComment() {
        var depth = 0
        repeat {
            if sees("/*") {
                depth += 1
                skip(2)
            } else if sees("*/") {
                depth -= 1
                skip(2)
            } else {
                skip()
            }
        } while depth > 0 && !rest.isEmpty
    }

    /// How many `#` stand before a string's quotes; nil if no string begins here.
    private func stringStart() -> Int? {
        let hashes = rest.prefix { $0 == UInt8(ascii: "#") }.count
        return rest.dropFirst(hashes).first == UInt8(ascii: "\"") ? hashes : nil
    }

    private mutating func readString(hashes: Int) {
        skip(hashes)
        let quotes = sees("\"\"\"") ? "\"\"\"" : "\""
        skip(quotes.count)
        let marks = String(repeating: "#", count: hashes)
        while !rest.isEmpty {
            if sees(quotes + marks) { return skip(quotes.count + hashes) }
            if sees("\\" + marks + "(") {
                skip(2 + hashes)
                readCode(isInterpolation: true)
            } else {
                skip(sees("\\" + marks) ? 2 + hashes : 1)
            }
        }
    }

    /// A `/` where a value must follow, as in `contains(/a+/)`.
    private func beginsRegex() -> Bool {
        guard sees("/"), let next = rest.dropFirst().first, next > UInt8(ascii: " ") else {
            return false
        }
        return tokens.last.map { ["(", ",", "=", ":"].contains($0.text) } ?? false
    }

    private mutating func skipRegex() {
        skip()
        while let byte = rest.first, byte != UInt8(ascii: "/"), byte != UInt8(ascii: "\n") {
            skip(byte == UInt8(ascii: "\\") ? 2 : 1)
        }
        skip()
    }
}
