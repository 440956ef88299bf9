import Foundation
import Glibc

/// Typed lines, one a line of the file, newest last.
///
/// Each is appended at once, so that sessions side by side don't take each other's lines away.
package struct HistoryFile: Sendable {
    package static let size = 1000

    package let path: String

    package init(path: String) {
        self.path = path
    }

    /// The newest lines; none if there is no file yet. A file that has grown to twice the size is
    /// cut to it.
    package func load() throws(LineEditorError) -> [String] {
        guard FileManager.default.fileExists(atPath: path) else { return [] }
        let data: Data
        do {
            data = try Data(contentsOf: URL(filePath: path), options: .mappedIfSafe)
        } catch {
            throw .historyUnreadable(path: path, reason: error.localizedDescription)
        }
        let newest = Self.lastLines(of: data, atMost: Self.size)
        if Self.lastLines(of: data, atMost: 2 * Self.size).count == 2 * Self.size {
            try replace(with: newest)
        }
        return newest
    }

    /// Reads from the end: what is before the lines is not looked at.
    private static func lastLines(of data: Data, atMost limit: Int) -> [String] {
        var (lines, end) = ([String](), data.endIndex)
        while end > data.startIndex, lines.count < limit {
            let start = data[..<end].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
            if start < end { lines.append(String(decoding: data[start..<end], as: UTF8.self)) }
            end = start - 1
        }
        return lines.reversed()
    }

    /// Readable by nobody else, as people type secrets.
    package func append(_ line: String) throws(LineEditorError) {
        let file = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw .historyUnwritable(path: path, errno: errno) }
        defer { close(file) }
        let bytes = Array((line + "\n").utf8)
        guard write(file, bytes, bytes.count) == bytes.count else {
            throw .historyUnwritable(path: path, errno: errno)
        }
    }

    private func replace(with lines: [String]) throws(LineEditorError) {
        let new = HistoryFile(path: "\(path).\(getpid())")
        try new.append(lines.joined(separator: "\n"))
        guard rename(new.path, path) == 0 else {
            throw .historyUnwritable(path: path, errno: errno)
        }
    }
}
