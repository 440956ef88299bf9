import Foundation

/// The files of the package that these tests are built from.
enum Repository {
    static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// What stands at the top, without what a build or a learner makes.
    static func topLevel() throws -> [String] {
        let made = [".git", "Package.resolved", "Workspace"]
        return try FileManager.default.contentsOfDirectory(atPath: root.path)
            .filter { !made.contains($0) && !$0.hasPrefix(".build") }.sorted()
    }

    /// The files under a folder of the top level, by path from the root; none if it isn't there.
    static func files(under folders: String..., ending suffix: String = "") throws -> [SourceText] {
        try folders.flatMap { folder in
            let names = FileManager.default.enumerator(atPath: root.appending(path: folder).path)
            return try (names?.compactMap { $0 as? String } ?? []).sorted()
                .map { "\(folder)/\($0)" }
                .filter { $0.hasSuffix(suffix) && !isFolder($0) }
                .map { try SourceText(path: $0) }
        }
    }

    private static func isFolder(_ path: String) -> Bool {
        (try? root.appending(path: path).resourceValues(forKeys: [.isDirectoryKey]))?.isDirectory
            ?? false
    }
}

/// A file's text, and the folder of `Sources` or `Tests` that it belongs to.
struct SourceText {
    let path: String
    let text: String

    init(path: String) throws {
        self.path = path
        text = try String(contentsOf: Repository.root.appending(path: path), encoding: .utf8)
    }

    /// `EventLog` for `Sources/EventLog/Record.swift`.
    var module: String { path.split(separator: "/").dropFirst().first.map(String.init) ?? "" }

    var name: String { path.split(separator: "/").last.map(String.init) ?? path }

    var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }
}
