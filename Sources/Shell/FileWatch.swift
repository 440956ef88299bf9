import Foundation
import Glibc
import Terminal

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
    private let path: String
    /// How the file was when it was last taken for saved.
    private var seen: Look?

    init(_ file: URL) {
        self.file = file
        path = file.path
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
        guard stat(path, &status) == 0 else { return nil }
        return Look(
            device: UInt(status.st_dev), inode: UInt(status.st_ino), size: Int(status.st_size),
            seconds: status.st_mtim.tv_sec, nanoseconds: status.st_mtim.tv_nsec)
    }
}

extension FileWatch {
    enum Event: Hashable {
        case saved
        case key(Key)
        case stopped
    }

    /// Looks many times a second, until the file is saved, a key is pressed, or somebody wants to
    /// wait no longer. `nextKey` waits so many milliseconds for a key.
    func nextEvent(isToStop: () -> Bool, nextKey: (Int32) -> Key?) -> Event {
        while !isToStop() {
            if hasSettled(after: { usleep(UInt32(Self.pause) * 1_000) }) { return .saved }
            if let key = nextKey(Self.pause) { return .key(key) }
        }
        return .stopped
    }

    /// In milliseconds. Two of them lie between a save and its grading.
    private static let pause: Int32 = 20
}
