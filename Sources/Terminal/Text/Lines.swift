extension StringProtocol {
    /// Its lines without what ends them: LF, or CRLF, which Swift takes for one character. An end
    /// behind the last line begins no other.
    package var lines: [SubSequence] {
        var lines = split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }
}
