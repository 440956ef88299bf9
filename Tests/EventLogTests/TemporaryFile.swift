import Foundation

@testable import EventLog

/// A path in a folder of its own, which goes away with this object.
final class TemporaryFile {
    let path: String
    private let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        path = folder.appending(path: "test.log").path
    }

    deinit {
        try? FileManager.default.removeItem(at: folder)
    }

    var bytes: [UInt8] {
        get throws { try [UInt8](Data(contentsOf: URL(filePath: path))) }
    }

    func write(_ bytes: [UInt8]) throws {
        try Data(bytes).write(to: URL(filePath: path))
    }

    func move() throws {
        try FileManager.default.moveItem(atPath: path, toPath: path + ".aside")
    }
}

/// One batch with a record for each of `values`.
func batch(_ values: UInt8...) -> RecordBatch {
    RecordBatch(values.map { Record(timestamp: Timestamp(milliseconds: 0), value: [$0]) })
}

extension RecordLog {
    /// The values of all records, of which each is one byte.
    func values() throws -> [UInt8] {
        try records().compactMap { $0.value?.first }
    }

    func records() throws -> [Record] {
        try batches(from: 0, maxBytes: .max).flatMap { try $0.records() }
    }
}
