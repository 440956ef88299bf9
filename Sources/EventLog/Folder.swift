import Glibc

/// A folder by its path, and what the storage does to the names in it.
struct Folder {
    let path: String

    func path(of name: String) -> String {
        path.hasSuffix("/") ? path + name : "\(path)/\(name)"
    }

    /// Makes the folder if there is none; the one it lies in must be there.
    func make() throws(LogFileError) {
        do {
            _ = try retrying(.open, path) { Int(mkdir(path, 0o755)) }
        } catch .failed(_, _, EEXIST) {
            return
        }
    }

    /// Makes the folder's own name, and all in it, outlast a power cut.
    func synchronizeName() throws(LogFileError) {
        let parent = path.drop { $0 == "/" }.lastIndex(of: "/").map { String(path[..<$0]) }
        try synchronize()
        try Folder(path: parent ?? (path.hasPrefix("/") ? "/" : ".")).synchronize()
    }

    /// The names in it, in order.
    func names() throws(LogFileError) -> [String] {
        guard let stream = opendir(path) else {
            throw .failed(.list, path: path, code: errno)
        }
        defer { closedir(stream) }
        var names: [String] = []
        while true {
            errno = 0
            guard let entry = readdir(stream) else { break }
            let name = withUnsafePointer(to: &entry.pointee.d_name) { tuple in
                tuple.withMemoryRebound(
                    to: CChar.self, capacity: MemoryLayout.size(ofValue: tuple.pointee)
                ) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        guard errno == 0 else { throw .failed(.list, path: path, code: errno) }
        return names.sorted()
    }

    /// Replaces what has the new name, if there is something.
    func rename(_ name: String, to newName: String) throws(LogFileError) {
        let (from, to) = (path(of: name), path(of: newName))
        _ = try retrying(.rename, from) { Int(Glibc.rename(from, to)) }
    }

    /// Nothing happens if there is no such file.
    func remove(_ name: String) throws(LogFileError) {
        let file = path(of: name)
        do {
            _ = try retrying(.remove, file) { Int(unlink(file)) }
        } catch .failed(_, _, ENOENT) {
            return
        }
    }

    /// Removes an empty folder in this one.
    func removeFolder(_ name: String) throws(LogFileError) {
        let folder = path(of: name)
        _ = try retrying(.remove, folder) { Int(rmdir(folder)) }
    }

    /// Makes all names in it outlast a power cut.
    func synchronize() throws(LogFileError) {
        let descriptor = Int32(
            try retrying(.open, path) { Int(open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)) })
        defer { close(descriptor) }
        _ = try retrying(.open, path) { Int(fsync(descriptor)) }
    }

    /// The bytes of the file, or nil if there is none.
    func content(of name: String) throws(LogFileError) -> [UInt8]? {
        guard try names().contains(name) else { return nil }
        let file = try OpenFile(path: path(of: name))
        return try file.read(at: 0, count: try file.size())
    }

    /// Writes the whole file anew. After a power cut it may hold anything.
    func write(_ bytes: [UInt8], to name: String) throws(LogFileError) {
        let file = try OpenFile(path: path(of: name))
        try file.truncate(to: 0)
        try file.write(bytes, at: 0)
    }

    /// Writes the whole file anew. After a power cut it holds the old bytes or the new ones, and
    /// once this returns, the new ones.
    func replace(_ name: String, with bytes: [UInt8]) throws(LogFileError) {
        let new = name + ".new"
        try write(bytes, to: new)
        try OpenFile(path: path(of: new)).synchronize()
        try rename(new, to: name)
        try synchronize()
    }
}
