import Foundation
import Terminal

extension Session {
    /// The files and folders that begin like this; folders end in a slash. What would end a word has a
    /// backslash before it, here and there. Hidden ones are shown to whoever types the dot.
    func paths(begunBy stem: String) -> [String] {
        let stem = stem.replacing(#/\\(.)/#) { $0.output.1 }
        let end = stem.lastIndex(of: "/").map { stem.index(after: $0) } ?? stem.startIndex
        let folder = String(stem[..<end])
        let place = path(folder.isEmpty ? "." : folder)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: place.path)) ?? []
        return names.filter { $0.hasPrefix(stem[end...]) && isOffered($0, to: stem[end...]) }
            .map { name in
                let isFolder = place.appending(path: name).isFolder(in: .default)
                let path = (folder + name).replacing(#/[ '"\\#]/#) { "\\\($0.output)" }
                return path + (isFolder ? "/" : "")
            }
    }

    /// Nobody can type a line break.
    private func isOffered(_ name: String, to stem: Substring) -> Bool {
        name == name.withVisibleControls && (!name.hasPrefix(".") || stem.hasPrefix("."))
    }
}

extension URL {
    /// Whether there is a folder, also behind a symbolic link.
    fileprivate func isFolder(in files: FileManager) -> Bool {
        var isFolder: ObjCBool = false
        return files.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    }
}
