/// Where a log begins, if that isn't where its first segment does: kept in a file of its own, in
/// decimal digits.
struct StartOffset {
    static let name = "log-start-offset"

    private let folder: Folder
    var value: Int64

    /// Throws `damaged` if the file holds something else.
    init(in folder: Folder) throws(LogFileError) {
        self.folder = folder
        value = 0
        guard let bytes = try folder.content(of: Self.name) else { return }
        guard let text = String(validating: bytes, as: UTF8.self),
            text.hasSuffix("\n"), let offset = Int64(text.dropLast()),
            (0..<1 << 62).contains(offset)
        else { throw .damaged(path: folder.path(of: Self.name), at: 0) }
        value = offset
    }

    /// When this returns, the log begins there even after a power cut.
    mutating func raise(to offset: Int64) throws(LogFileError) {
        try folder.replace(Self.name, with: Array("\(offset)\n".utf8))
        value = offset
    }
}
