/// One line of a text file, without its line break.
struct SourceLine {
    /// Counted from 1.
    var number: Int
    var text: String

    var isBlank: Bool { text.isEmpty }
}

extension SourceLine {
    /// The lines of a plain text: UTF-8, ended by LF, without tabs, other controls, or spaces at
    /// the end of a line.
    ///
    /// The complaint is the first one only, as an editor mends all of a kind at once.
    static func lines(of bytes: [UInt8], file: String) throws(Finding) -> [SourceLine] {
        guard !bytes.starts(with: byteOrderMark) else {
            throw Finding(
                file: file, line: 1,
                what: "this file begins with a byte order mark; save it as UTF-8 without one")
        }
        var lines: [SourceLine] = []
        for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            guard let text = String(validating: line, as: UTF8.self) else {
                throw Finding(
                    file: file, line: lines.count + 1,
                    what: "this line isn't UTF-8 text; save the file as UTF-8")
            }
            lines.append(SourceLine(number: lines.count + 1, text: text))
            if let what = lines[lines.count - 1].complaint {
                throw Finding(file: file, line: lines.count, what: what)
            }
        }
        if lines.last?.isBlank == true { lines.removeLast() }
        return lines
    }

    private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    private var complaint: String? {
        for scalar in text.unicodeScalars {
            switch (scalar, scalar.properties.generalCategory) {
            case ("\r", _):
                return "this line has a carriage return; save the file with LF as line ending"
            case ("\t", _):
                return "this line has a tab; use spaces"
            case (_, .control), (_, .lineSeparator), (_, .paragraphSeparator):
                return "this line has the control character U+\(scalar.codePoint); remove it"
            default: continue
            }
        }
        if text.last == " " { return "this line ends with a space; remove it" }
        if let sign = text.first(where: \.isSignJoinedWithMore) {
            return "`\(sign)` is a sign joined with a combining character; remove one of them"
        }
        return nil
    }
}

extension Character {
    /// A sign that Swift reads as one character with its neighbours, and other readers as itself.
    fileprivate var isSignJoinedWithMore: Bool {
        guard !isASCII else { return false }
        return unicodeScalars.contains { scalar in
            scalar.isASCII && !scalar.properties.isAlphabetic && !("0"..."9").contains(scalar)
        }
    }
}

extension Unicode.Scalar {
    fileprivate var codePoint: String {
        let digits = String(value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
