import Foundation

@testable import EventLog

/// A folder of its own, which goes away with this object.
final class TemporaryFolder {
    let path: String

    /// In memory, if the system has such a place: thousands of flushes would wait for a disk.
    private static let parent =
        FileManager.default.isWritableFile(atPath: "/dev/shm")
        ? URL(filePath: "/dev/shm") : FileManager.default.temporaryDirectory

    init() throws {
        path = Self.parent.appending(path: "eventlings-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    func names() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: path).sorted()
    }

    func bytes(_ name: String) throws -> [UInt8] {
        try [UInt8](Data(contentsOf: URL(filePath: "\(path)/\(name)")))
    }

    func write(_ bytes: [UInt8], to name: String) throws {
        try Data(bytes).write(to: URL(filePath: "\(path)/\(name)"))
    }

    /// Everything in it, by name.
    func contents() throws -> [String: [UInt8]] {
        try Dictionary(uniqueKeysWithValues: names().map { ($0, try bytes($0)) })
    }

    /// Removes everything in it, and writes `contents` instead.
    func replace(with contents: [String: [UInt8]]) throws {
        for name in try names() { try FileManager.default.removeItem(atPath: "\(path)/\(name)") }
        for (name, bytes) in contents { try write(bytes, to: name) }
    }
}

/// Segments of two batches with one record of two bytes, and an index entry for each batch.
var smallSegments: LogOptions {
    var options = LogOptions()
    options.segmentBytes = 2 * 70
    options.indexIntervalBytes = 1
    return options
}
