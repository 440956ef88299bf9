import Foundation

extension Session {
    /// The files and folders that begin like this; folders end in a slash. Hidden ones are shown to
    /// whoever types the dot, and those with a blank or a quote in their names are not.
    func paths(begunBy stem: String) -> [String] {
        let end = stem.lastIndex(of: "/").map { stem.index(after: $0) } ?? stem.startIndex
        let folder = String(stem[..<end])
        let place = path(folder.isEmpty ? "." : folder)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: place.path)) ?? []
        return names.filter { $0.hasPrefix(stem[end...]) && isOffered($0, to: stem[end...]) }
            .map { name in
                let isFolder = place.appending(path: name).isFolder(in: .default)
                return folder + name + (isFolder ? "/" : "")
            }
    }

    private func isOffered(_ name: String, to stem: Substring) -> Bool {
        let needsQuotes = name.contains { $0.isWhitespace || "'\"\\#".contains($0) }
        return !needsQuotes && (!name.hasPrefix(".") || stem.hasPrefix("."))
    }
}

extension URL {
    /// Whether there is a folder, also behind a symbolic link.
    fileprivate func isFolder(in files: FileManager) -> Bool {
        var isFolder: ObjCBool = false
        return files.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    }
}
