/// An offset that a log remembers beside its segments, in a file of its own, in decimal digits.
struct OffsetFile {
    /// Where the log begins, if that isn't where its first segment does.
    static let start = "log-start-offset"
    /// How far the log was compacted. Where there is such a file, offsets may be missing.
    static let cleaned = "cleaned-offset"

    private let folder: Folder
    private let name: String
    /// Nil if there is no such file.
    private(set) var value: Int64?

    var path: String { folder.path(of: name) }

    /// Throws `damaged` if the file holds something else.
    init(_ name: String, in folder: Folder) throws(LogFileError) {
        self.name = name
        self.folder = folder
        guard let bytes = try folder.content(of: name) else { return }
        guard let text = String(validating: bytes, as: UTF8.self),
            text.hasSuffix("\n"), let offset = Int64(text.dropLast()),
            (0..<1 << 62).contains(offset)
        else { throw .damaged(path: folder.path(of: name), at: 0) }
        value = offset
    }

    /// When this returns, the offset outlasts a power cut.
    mutating func replace(with offset: Int64) throws(LogFileError) {
        guard offset != value else { return }
        try folder.replace(name, with: Array("\(offset)\n".utf8))
        value = offset
    }
}
