import EventLog

/// A topic with its partitions, each a log of one replica: what is appended is committed, and the
/// high watermark is the log's end.
struct Topic: Hashable, Sendable {
    let name: String
    var partitions: [MemoryLog]

    init(name: String, partitions: Int) {
        self.name = name
        self.partitions = Array(repeating: MemoryLog(), count: partitions)
    }

    mutating func grow(to count: Int) {
        partitions += Array(repeating: MemoryLog(), count: count - partitions.count)
    }

    /// Kafka's rule (`Topic.validate`): it becomes the name of a folder.
    static func isValid(name: String) -> Bool {
        guard (1...249).contains(name.utf8.count), name != ".", name != ".." else { return false }
        return name.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "-"):
                true
            default: false
            }
        }
    }
}
