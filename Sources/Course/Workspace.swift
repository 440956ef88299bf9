package import Foundation

/// The folder with a learner's own files: a Swift package with one target for each exercise begun.
///
/// It never overwrites a file that it did not make.
package struct Workspace: Sendable {
    package var folder: URL
    /// The root of the package with the `Eventlings` library, on which a learner's files depend.
    package var library: URL

    package init(folder: URL, library: URL) {
        self.folder = folder.standardizedFileURL
        self.library = library.standardizedFileURL
    }

    /// Progress, history: what the program keeps for itself.
    package var records: URL { folder.appending(path: ".eventlings") }

    package func solution(of exercise: Exercise) -> URL {
        target(of: exercise).appending(path: "Solution.swift")
    }

    package func isStarted(_ exercise: Exercise) -> Bool {
        FileManager.default.fileExists(atPath: solution(of: exercise).path)
    }

    /// What `start` found or made.
    package enum Start: Hashable, Sendable {
        case written(URL)
        /// The learner's file was there already, and is as it was.
        case kept(URL)
    }

    /// Puts the starter into the workspace unless there is a solution already, and writes the
    /// workspace's `Package.swift` anew.
    package func start(_ exercise: Exercise) throws(WorkspaceError) -> Start {
        try checkName()
        let solution = solution(of: exercise)
        let starter = try contents(of: exercise.starter)
        if isStarted(exercise) {
            try writeManifest()
            return .kept(solution)
        }
        try makeFolder(target(of: exercise))
        try write(starter, to: solution)
        try writeManifest()
        return .written(solution)
    }

    /// What `restore` found.
    package enum Restored: Hashable, Sendable {
        /// No file: now there is the starter.
        case nothing
        /// The starter, as it was handed out.
        case starter
        /// The learner's file, which is kept there.
        case kept(URL)
    }

    /// Puts the starter back, and keeps a file that differs from it beside it under a new number.
    package func restore(_ exercise: Exercise) throws(WorkspaceError) -> Restored {
        guard isStarted(exercise) else {
            _ = try start(exercise)
            return .nothing
        }
        try checkName()
        let starter = try contents(of: exercise.starter)
        if try contents(of: solution(of: exercise)) == starter { return .starter }
        let kept = unusedName(in: target(of: exercise)) { "Solution.\($0).swift.txt" }
        try move(solution(of: exercise), to: kept)
        try write(starter, to: solution(of: exercise))
        try writeManifest()
        return .kept(kept)
    }

    private var sources: URL { folder.appending(path: "Sources") }

    private func target(of exercise: Exercise) -> URL {
        sources.appending(path: exercise.folderName)
    }

    private var manifest: URL { folder.appending(path: "Package.swift") }

    /// A manifest that somebody else wrote is theirs, and stays.
    private var ownsManifest: Bool {
        let present = try? String(contentsOf: manifest, encoding: .utf8)
        return present.map(WorkspaceManifest.isOurs) ?? true
    }

    /// Comes before anything is written, so that nothing is left half done.
    private func checkName() throws(WorkspaceError) {
        let isAlike =
            folder.lastPathComponent.lowercased() == library.lastPathComponent.lowercased()
        if isAlike, ownsManifest { throw .namedLikeTheLibrary(folder: folder.path) }
    }

    private func writeManifest() throws(WorkspaceError) {
        guard ownsManifest else { return }
        let content = WorkspaceManifest(
            library: isInsideLibrary ? relativeLibrary : library.path, targets: targets())
        do {
            try Data(content.text.utf8).write(to: manifest, options: .atomic)
        } catch {
            throw .cannotWrite(path: manifest.path, reason: reason(error))
        }
    }

    private var isInsideLibrary: Bool { folder.path.hasPrefix(library.path + "/") }

    /// A relative path goes on working when the whole clone is moved.
    private var relativeLibrary: String {
        let depth = folder.pathComponents.count - library.pathComponents.count
        return Array(repeating: "..", count: depth).joined(separator: "/")
    }

    private func targets() -> [WorkspaceManifest.Target] {
        names(in: sources).compactMap { name in
            let files = names(in: sources.appending(path: name))
            guard files.contains("Solution.swift") else { return nil }
            return WorkspaceManifest.Target(
                folder: name, keptFiles: files.filter { $0.hasSuffix(".swift.txt") })
        }
    }
}

extension Workspace {
    private func names(in folder: URL) -> [String] {
        let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
        return (names ?? []).filter { !$0.hasPrefix(".") }.sorted()
    }

    private func contents(of file: URL) throws(WorkspaceError) -> Data {
        do {
            return try Data(contentsOf: file)
        } catch {
            throw .cannotRead(path: file.path, reason: reason(error))
        }
    }

    private func makeFolder(_ folder: URL) throws(WorkspaceError) {
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        } catch {
            throw .cannotWrite(path: folder.path, reason: reason(error))
        }
    }

    private func write(_ data: Data, to file: URL) throws(WorkspaceError) {
        do {
            try data.write(to: file, options: .withoutOverwriting)
        } catch {
            throw .cannotWrite(path: file.path, reason: reason(error))
        }
    }

    private func move(_ file: URL, to target: URL) throws(WorkspaceError) {
        do {
            try FileManager.default.moveItem(at: file, to: target)
        } catch {
            throw .cannotWrite(path: target.path, reason: reason(error))
        }
    }
}

/// The first of `name(1)`, `name(2)` … that is not there yet.
func unusedName(in folder: URL, _ name: (Int) -> String) -> URL {
    var number = 1
    while true {
        let file = folder.appending(path: name(number))
        if !FileManager.default.fileExists(atPath: file.path) { return file }
        number += 1
    }
}
