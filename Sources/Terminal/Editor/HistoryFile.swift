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
            data = try Data(contentsOf: URL(filePath: path))
        } catch {
            throw .historyUnreadable(path: path, reason: error.localizedDescription)
        }
        let lines = data.withUnsafeBytes { bytes in
            bytes.split(separator: UInt8(ascii: "\n")).map(\.indices)
        }
        let newest = lines.suffix(Self.size).map { String(decoding: data[$0], as: UTF8.self) }
        if lines.count >= 2 * Self.size { try replace(with: newest) }
        return newest
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
