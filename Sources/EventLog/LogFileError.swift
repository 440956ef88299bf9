import Glibc

/// Why a log file can't be opened, read or appended to.
package enum LogFileError: Error, Hashable {
    package enum Operation: String, Sendable {
        case open, lock, read, list, rename, remove
        case append = "append to"
        case truncate = "cut"
    }

    /// The system refused; `code` is its `errno`.
    case failed(Operation, path: String, code: Int32)
    /// The file holds something else, and was left as it is.
    case notALog(path: String)
    /// Bytes from `position` on were lost or changed, and cutting them off would lose whole
    /// batches after them. The file was left as it is.
    case damaged(path: String, at: Int)
    /// As `damaged`, in a file that is one of several of a log.
    case damagedSegment(path: String, at: Int)
    /// The file was renamed, replaced or deleted since it was opened.
    case moved(path: String)
    /// A write or a flush failed so that nobody can say what is on the disk.
    case uncertain(path: String)
}

extension LogFileError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .failed(let operation, let path, let code):
            "Can't \(operation.rawValue) \(path): \(reason(code)). \(advice(code))"
        case .notALog(let path):
            "\(path) isn't an event log. Move it elsewhere, or choose another name for the log."
        case .damaged(let path, let position):
            """
            The log \(path) is damaged at byte \(position). It was left as it is: \
            rename it, so that a new one can begin, and keep it to save what can be read.
            """
        case .damagedSegment(let path, let position):
            """
            The segment \(path) is damaged at byte \(position), and more follows. It was left as it \
            is: put a copy in its place, or cut it there to give up what follows.
            """
        case .uncertain(let path):
            """
            The disk refused to keep what was appended to \(path). Nothing more is appended, \
            since nobody can say what it holds: check the disk, and open the log again.
            """
        case .moved(let path):
            "The log \(path) was renamed, replaced or deleted while in use. Open it again."
        }
    }

    private func reason(_ code: Int32) -> String {
        String(cString: strerror(code))
    }

    private func advice(_ code: Int32) -> String {
        switch code {
        case ENOSPC, EDQUOT, EFBIG:
            "Free some space or raise the limit, and try again; the log is as it was before."
        case EACCES, EPERM, EROFS:
            "Make the file and its folder writable, or choose another folder."
        case ENOENT, ENOTDIR:
            "Make its folder first, or choose another."
        case EMFILE, ENFILE:
            "Raise the limit of open files (`ulimit -n`), or keep fewer partitions."
        case EISDIR:
            "Move the folder of this name elsewhere, or choose another name."
        default:
            "Check the disk, and try again."
        }
    }
}
