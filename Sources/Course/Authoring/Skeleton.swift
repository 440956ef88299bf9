package import Foundation

/// Files to begin something new with.
package struct Skeleton: Hashable {
    /// What is put in its place as a whole: files and folders, by their paths in the course.
    package let pieces: [String]
    /// Their texts, by their paths in the course.
    let files: [String: String]

    /// Writes all of it or, on an error, nothing. What is there already stays as it is.
    package func write(to course: URL) throws(AuthoringError) {
        for piece in pieces where Self.isTaken(course.appending(path: piece)) {
            throw .isThere(path: piece)
        }
        let stage = course.appending(path: ".eventlings-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: stage) }
        try writeFiles(to: stage)
        try movePieces(from: stage, to: course)
    }

    private func writeFiles(to stage: URL) throws(AuthoringError) {
        for (path, text) in files {
            let file = stage.appending(path: path)
            try Self.writing(path) {
                try FileManager.default.createDirectory(
                    at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
                try Data(text.utf8).write(to: file)
            }
        }
    }

    private func movePieces(from stage: URL, to course: URL) throws(AuthoringError) {
        var moved: [URL] = []
        var folders: [URL] = []
        do throws(AuthoringError) {
            for piece in pieces {
                let target = course.appending(path: piece)
                for folder in Self.missingFolders(above: target) {
                    try Self.writing(piece) {
                        try FileManager.default.createDirectory(
                            at: folder, withIntermediateDirectories: false)
                    }
                    folders.append(folder)
                }
                try Self.writing(piece) {
                    try FileManager.default.moveItem(at: stage.appending(path: piece), to: target)
                }
                moved.append(target)
            }
        } catch {
            for piece in moved { try? FileManager.default.removeItem(at: piece) }
            // Only those that are empty go: somebody else may have put something there.
            for folder in folders.reversed() { rmdir(folder.path) }
            throw error
        }
    }

    /// The outermost first.
    private static func missingFolders(above file: URL) -> [URL] {
        var missing: [URL] = []
        var folder = file.deletingLastPathComponent()
        while !isTaken(folder) {
            missing.insert(folder, at: 0)
            folder = folder.deletingLastPathComponent()
        }
        return missing
    }

    /// Also by a link that leads nowhere.
    private static func isTaken(_ file: URL) -> Bool {
        (try? FileManager.default.attributesOfItem(atPath: file.path)) != nil
    }

    private static func writing(
        _ path: String, _ body: () throws -> Void
    ) throws(AuthoringError) {
        do {
            try body()
        } catch {
            throw .cannotWrite(path: path, reason: reason(error))
        }
    }
}
