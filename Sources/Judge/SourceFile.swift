import FoundationEssentials
import Glibc

/// The checks that a learner's file passes before the compiler sees it.
enum SourceFile {
    static let largest = 1_000_000

    static func check(_ path: String) throws(JudgeError) {
        var status = stat()
        guard stat(path, &status) == 0 else {
            throw errno == ENOENT || errno == ENOTDIR
                ? .noSuchFile(path) : .unreadable(path, reason: String(cString: strerror(errno)))
        }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile(path) }
        guard status.st_size <= largest else { throw .tooLarge(path, limit: largest) }
        guard access(path, R_OK) == 0, let content = FileManager.default.contents(atPath: path)
        else { throw .unreadable(path, reason: String(cString: strerror(errno))) }
        guard String(validating: content, as: UTF8.self) != nil else { throw .notText(path) }
    }
}
