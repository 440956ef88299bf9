import Glibc

/// The folder in which a broker keeps its partitions, each a folder `TOPIC-PARTITION` in it. It
/// belongs to one process at a time, from opening until this object goes away.
package final class DataFolder {
    /// A partition by its name.
    package struct Partition: Hashable, Sendable {
        package let topic: String
        package let partition: Int

        package init(topic: String, partition: Int) {
            self.topic = topic
            self.partition = partition
        }
    }

    private let folder: Folder
    private let lock: OpenFile
    private let window = ReadWindow()
    private var logs: [Partition: SegmentedLog] = [:]

    package var path: String { folder.path }

    /// Opens the folder, or makes an empty one; the folder that it lies in must be there.
    ///
    /// Throws `DataFolderError.inUse` if another process has it, or this one a second time, or a
    /// `LogFileError`.
    package init(path: String) throws {
        folder = Folder(path: path)
        try folder.make()
        lock = try OpenFile(path: folder.path(of: ".lock"))
        guard try lock.keepLocked() else {
            throw DataFolderError.inUse(path: path, owner: try Self.owner(of: lock))
        }
        try folder.write(Array("\(getpid())\n".utf8), to: ".lock")
        try folder.synchronizeName()
        try removeHalfDeleted()
    }

    /// All that are here, by topic and number.
    package func partitions() throws(LogFileError) -> [Partition] {
        try folder.names().compactMap(Partition.init(folder:)).sorted {
            ($0.topic, $0.partition) < ($1.topic, $1.partition)
        }
    }

    /// The partition's log, which is made if there is none. The same object each time; `options`
    /// count when it is opened.
    ///
    /// Throws `DataFolderError.invalidName`, or a `LogFileError`.
    package func log(
        topic: String, partition: Int, options: LogOptions = LogOptions()
    ) throws -> SegmentedLog {
        let partition = Partition(topic: topic, partition: partition)
        if let log = logs[partition] { return log }
        guard Partition(folder: partition.folder) == partition else {
            throw DataFolderError.invalidName(partition.folder)
        }
        let log = try SegmentedLog(
            folder: folder.path(of: partition.folder), options: options, window: window)
        logs[partition] = log
        return log
    }

    /// Deletes the partition with all it holds; its log must not be used any more. Nothing happens
    /// if there is none.
    package func delete(topic: String, partition: Int) throws(LogFileError) {
        let partition = Partition(topic: topic, partition: partition)
        logs[partition] = nil
        do {
            try folder.rename(partition.folder, to: partition.folder + Self.deleted)
        } catch .failed(_, _, ENOENT) {
            return
        }
        try folder.synchronize()
        try remove(partition.folder + Self.deleted)
    }

    /// Flushes all logs that were opened, and leaves their hints.
    package func close() throws(LogFileError) {
        for log in logs.values { try log.close() }
    }

    /// A folder of this name is on its way out: a process may stop before it is empty.
    private static let deleted = "-delete"

    private func removeHalfDeleted() throws(LogFileError) {
        for name in try folder.names() where name.hasSuffix(Self.deleted) { try remove(name) }
    }

    private func remove(_ name: String) throws(LogFileError) {
        let partition = Folder(path: folder.path(of: name))
        for file in try partition.names() { try partition.remove(file) }
        try folder.removeFolder(name)
    }

    private static func owner(of lock: borrowing OpenFile) throws(LogFileError) -> Int? {
        let text = String(decoding: try lock.read(at: 0, count: 20), as: UTF8.self)
        return text.hasSuffix("\n") ? Int(text.dropLast()) : nil
    }
}

extension DataFolder.Partition {
    var folder: String { "\(topic)-\(partition)" }

    /// Nil unless a partition's folder may have this name: Kafka's rule for the topic, and a number.
    init?(folder name: String) {
        guard let dash = name.lastIndex(of: "-"),
            let partition = Int(name[name.index(after: dash)...]), partition >= 0
        else { return nil }
        self.init(topic: String(name[..<dash]), partition: partition)
        guard folder == name, Self.isValid(topic: topic) else { return nil }
    }

    /// Kafka's rule for a topic's name (`Topic.validate`): it becomes the name of a folder.
    package static func isValid(topic: String) -> Bool {
        (1...249).contains(topic.utf8.count) && topic != "." && topic != ".."
            && topic.utf8.allSatisfy(allowed.contains)
    }

    private static let allowed = Set(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-".utf8)
}

/// Why a data folder, or a partition in it, can't be had.
package enum DataFolderError: Error, Hashable {
    /// Another process owns it; `owner` is its id, if that could be read.
    case inUse(path: String, owner: Int?)
    /// No partition's folder can have this name.
    case invalidName(String)
}

extension DataFolderError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .inUse(let path, let owner):
            """
            The data folder \(path) is in use by \(owner.map { "process \($0)" } ?? "a process"). \
            End that one first, or choose another folder.
            """
        case .invalidName(let name):
            """
            No partition can be kept as “\(name)”. A topic's name has 1 to 249 letters, digits, \
            dots, underscores and hyphens, and partitions count from 0.
            """
        }
    }
}
