import Foundation
import Testing

@testable import EventLog

@Suite("Data folder: one owner") struct DataFolderTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private var path: String { "\(folder.path)/data" }

    @Test("Partitions are found again, each in its own folder") func partitions() throws {
        do {
            let data = try DataFolder(path: path)
            #expect(try data.partitions() == [])
            for (topic, partition) in [("orders", 10), ("orders", 2), ("a-1", 0)] {
                try data.log(topic: topic, partition: partition).append(batch(UInt8(partition)))
            }
            try data.close()
        }
        let data = try DataFolder(path: path)
        #expect(
            try data.partitions().map { "\($0.topic)/\($0.partition)" }
                == ["a-1/0", "orders/2", "orders/10"])
        #expect(try data.log(topic: "orders", partition: 2).values() == [2])
        #expect(
            try data.log(topic: "orders", partition: 2) === data.log(topic: "orders", partition: 2))
    }

    @Test("A second owner is refused, with the first one's process id, until that is gone")
    func secondOwner() throws {
        var first: DataFolder? = try DataFolder(path: path)
        let expected = DataFolderError.inUse(path: path, owner: Int(getpid()))
        #expect(throws: expected) { try DataFolder(path: path) }
        #expect(expected.description.contains("process \(getpid()). End that one first"))
        _ = first
        first = nil
        _ = try DataFolder(path: path)
    }

    @Test("Another process is refused too, and the folder is free once that one was killed")
    func otherProcess() async throws {
        let path = path
        let owner = try DataFolder(path: path)
        await #expect(processExitsWith: .success) { [path = path as String] in
            #expect(throws: DataFolderError.self) { try DataFolder(path: path) }
        }
        _ = owner.path
        let other = "\(folder.path)/other"
        await #expect(processExitsWith: .signal(SIGKILL)) { [other = other as String] in
            let data = try DataFolder(path: other)
            kill(getpid(), SIGKILL)
            _ = data.path
        }
        _ = try DataFolder(path: other)
    }

    @Test("A deleted partition is gone, and one that was half deleted goes at the next opening")
    func deletion() throws {
        do {
            let data = try DataFolder(path: path)
            try data.log(topic: "orders", partition: 0).append(batch(1))
            try data.log(topic: "orders", partition: 1).append(batch(2))
            try data.delete(topic: "orders", partition: 0)
            try data.delete(topic: "orders", partition: 7)
            #expect(try data.partitions().map(\.partition) == [1])
            #expect(try data.log(topic: "orders", partition: 0).endOffset == 0)
        }
        try FileManager.default.moveItem(
            atPath: "\(path)/orders-1", toPath: "\(path)/orders-1-delete")
        let data = try DataFolder(path: path)
        #expect(try data.partitions().map(\.partition) == [0])
        #expect(try FileManager.default.contentsOfDirectory(atPath: path).count == 2)
    }

    @Test(
        "A name that could leave the folder, or be read as another's, is refused",
        arguments: [
            ("", 0), (".", 0), ("..", 0), ("../x", 0), ("a/b", 0), ("a b", 0), ("ä", 0),
            (String(repeating: "a", count: 250), 0), ("orders", -1),
        ])
    func invalidNames(topic: String, partition: Int) throws {
        let data = try DataFolder(path: path)
        #expect(throws: DataFolderError.invalidName("\(topic)-\(partition)")) {
            try data.log(topic: topic, partition: partition)
        }
        #expect(try data.partitions() == [])
    }

    @Test("Folders and files that are no partition's are left alone") func otherNames() throws {
        for name in ["orders", "orders-", "orders-x", "orders-01", "-1", "orders-+1"] {
            try FileManager.default.createDirectory(
                atPath: "\(path)/\(name)", withIntermediateDirectories: true)
        }
        #expect(try DataFolder(path: path).partitions() == [])
    }

    @Test("A folder that can't be made says so, and what to do") func noFolder() throws {
        let missing = "\(folder.path)/missing/data"
        let error = LogFileError.failed(.open, path: missing, code: ENOENT)
        #expect(throws: error) { try DataFolder(path: missing) }
        #expect(error.description.contains("Make its folder first"))
    }
}
