import FoundationEssentials
import Glibc

/// A folder for one grading, removed when its owner goes, on errors too.
struct ScratchFolder: ~Copyable {
    let path: String

    init(in parent: String) throws(JudgeError) {
        var template = Array("\(parent)/grading-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else {
            throw .scratchUnusable(parent, reason: String(cString: strerror(errno)))
        }
        path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    func write(_ text: String, to name: String) throws(JudgeError) -> String {
        let file = "\(path)/\(name)"
        do {
            try Data(text.utf8).write(to: URL(filePath: file))
        } catch {
            throw .scratchUnusable(path, reason: "\(error)")
        }
        return file
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}

extension ScratchFolder {
    /// Makes the folder that gradings share, and answers its one true path: the compiler's module
    /// cache refuses to be used under two spellings.
    static func prepare(_ directory: String) throws(JudgeError) -> String {
        do {
            try FileManager.default.createDirectory(
                atPath: directory, withIntermediateDirectories: true)
        } catch {
            throw .scratchUnusable(directory, reason: "it can't be made")
        }
        guard let resolved = realpath(directory, nil) else {
            throw .scratchUnusable(directory, reason: String(cString: strerror(errno)))
        }
        defer { free(resolved) }
        return String(cString: resolved)
    }
}
