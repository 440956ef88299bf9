import FoundationEssentials
import Glibc

/// The program that is started again in host mode, as it was when this process began: a rebuilt
/// one would run another suite, against other modules, than this session believes.
package struct HostExecutable: Sendable {
    package let path: String
    private let identity: Identity?

    /// The path of the running program.
    package static var ownPath: String {
        let path =
            (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        // How the kernel spells a program that was replaced while it runs.
        let deleted = " (deleted)"
        return path.hasSuffix(deleted) ? String(path.dropLast(deleted.count)) : path
    }

    package init(path: String) {
        self.path = path
        identity = Identity(of: path == Self.ownPath ? "/proc/self/exe" : path)
    }

    /// Throws when the file is another than at the start, or older than `module`.
    func confirmUnchanged(comparedTo module: String) throws(JudgeError) {
        guard let now = Identity(of: path), now == identity else { throw .executableReplaced }
        if let built = Identity(of: module)?.modified, built > now.modified {
            throw .modulesNewer
        }
    }

    private struct Identity: Hashable {
        var device: UInt
        var inode: UInt
        var size: Int
        var modified: Duration

        init?(of path: String) {
            var status = stat()
            guard stat(path, &status) == 0 else { return nil }
            device = UInt(status.st_dev)
            inode = UInt(status.st_ino)
            size = Int(status.st_size)
            modified = .seconds(status.st_mtim.tv_sec) + .nanoseconds(status.st_mtim.tv_nsec)
        }
    }
}
