/// What a transaction asks the database to save, and what it has read to decide so.
package struct DatabaseChanges: Codable, Hashable, Sendable {
    package struct Read: Codable, Hashable, Sendable {
        var table: String
        /// Nil is the whole table.
        var key: String?
    }

    package struct Write: Codable, Hashable, Sendable {
        package var table: String
        package var key: String
        /// The whole row as the transaction sees it afterwards. Nil is a deletion.
        package var row: Row?
        /// What an update sets; nil for an insertion or a deletion.
        var columns: Row?
        /// The version at which the write's own condition held: that there is no such row, or what an
        /// update asked for. Nil where it has none.
        var heldAt: Int?
    }

    let basedOn: Int
    private(set) var reads: [Read] = []
    /// In the order of writing.
    package private(set) var writes: [Write] = []

    init(basedOn version: Int) { basedOn = version }

    var hasWrites: Bool { !writes.isEmpty }

    mutating func didRead(_ table: String, _ key: String) {
        reads.append(Read(table: table, key: key))
    }

    mutating func didScan(_ table: String) {
        reads.append(Read(table: table, key: nil))
    }

    mutating func didWrite(_ write: Write) {
        writes.append(write)
    }
}
