package import Foundation

/// Where this package lies: the nearest folder, going up, that holds `Package.swift` and
/// `Exercises`.
package enum PackageRoot {
    /// Looks above the running executable first, so that it doesn't matter where one stands; then
    /// above the current folder.
    package static func find(executable: URL, currentDirectory: URL) -> URL? {
        above(executable.resolvingSymlinksInPath()) ?? above(currentDirectory)
    }

    private static func above(_ start: URL) -> URL? {
        var folder = start.standardizedFileURL
        while true {
            if isRoot(folder) { return folder }
            let parent = folder.deletingLastPathComponent().standardizedFileURL
            if parent.path == folder.path { return nil }
            folder = parent
        }
    }

    private static func isRoot(_ folder: URL) -> Bool {
        ["Package.swift", "Exercises"].allSatisfy {
            FileManager.default.fileExists(atPath: folder.appending(path: $0).path)
        }
    }
}
