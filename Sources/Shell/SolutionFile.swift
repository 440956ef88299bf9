import Foundation

/// What the shell itself checks and remembers of a file to grade; all else the judge does.
struct SolutionFile {
    let url: URL

    /// Refuses a file that says by its name that it isn't Swift.
    init(_ url: URL) throws(Complaint) {
        var isFolder: ObjCBool = false
        let exists = FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder)
        guard url.pathExtension == "swift" || !exists || isFolder.boolValue else {
            throw Complaint("\(url.path) is not a Swift file; name one that ends in .swift")
        }
        self.url = url
    }

    /// Tells whether the file has changed since: FNV-1a, 64 bits, in hexadecimal.
    var hash: String? {
        guard let data = try? Data(contentsOf: url) else { return nil }
        let hash = data.reduce(UInt64(0xcbf2_9ce4_8422_2325)) {
            ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3
        }
        return String(hash, radix: 16)
    }
}
