import Foundation
import Glibc

/// Notices that a file was saved, by looking at it: that works on every file system, and with
/// editors that write anew, rename over, or delete and make again.
final class FileWatch {
    private struct Look: Equatable {
        let device: UInt
        let inode: UInt
        let size: Int
        let seconds: Int
        let nanoseconds: Int
    }

    let file: URL
    /// How the file was when it was last taken for saved.
    private var seen: Look?

    init(_ file: URL) {
        self.file = file
        seen = look()
    }

    /// Whether there is a save that was not yet taken, and it is over: between two looks nothing has
    /// changed. Editors write in several steps.
    func hasSettled(after pause: () -> Void) -> Bool {
        guard var last = look(), last != seen else { return false }
        while true {
            pause()
            guard let next = look() else { return false }
            if next == last { break }
            last = next
        }
        seen = last
        return true
    }

    /// Nil while there is no file, as between a delete and a rename.
    private func look() -> Look? {
        var status = stat()
        guard stat(file.path, &status) == 0 else { return nil }
        return Look(
            device: UInt(status.st_dev), inode: UInt(status.st_ino), size: Int(status.st_size),
            seconds: status.st_mtim.tv_sec, nanoseconds: status.st_mtim.tv_nsec)
    }
}

extension FileWatch {
    /// Looks many times a second, until the file is saved (true) or somebody wants to wait no longer.
    func awaitSave(isToStop: () -> Bool) -> Bool {
        while !isToStop() {
            if hasSettled(after: { usleep(Self.pause) }) { return true }
            usleep(Self.pause)
        }
        return false
    }

    /// In microseconds. Two of them lie between a save and its grading.
    private static let pause: UInt32 = 20_000
}
