/// One step of a story, in small numbers, so that it still means something when steps before it are
/// taken out: a member id, a generation or a sequence number is what the client of that number has
/// last heard, give or take a little.
enum Command: Hashable {
    case createTopic(Int, partitions: Int, kind: Kind)
    case deleteTopic(Int)
    case createPartitions(Int, to: Int)
    case produce(Place, records: Int, keyed: Bool, age: Int64)
    /// `sequence` and `epoch` are what is added to the right ones.
    case produceAs(
        Int, Place, records: Int, sequence: Int32, epoch: Int16, transactional: Bool)
    /// Sends a batch once more, as it was: the last but so many.
    case repeatBatch(Int, back: Int)
    case deleteRecords(Place, before: Int64)
    case fetch([Position], wait: Int64, committed: Bool, maxBytes: Int)
    /// Kafka's numbers: -2 is the earliest, -1 the latest, another one a moment.
    case listOffsets(Place, time: Int64, committed: Bool)

    case join(Int, client: Int, id: Identity, assignors: Int, session: Int64)
    case sync(Int, client: Int, generation: Int32, shares: Bool)
    case heartbeat(Int, client: Int, generation: Int32)
    case leave(Int, client: Int, id: Identity)
    /// The client leaves by itself, since its application doesn't poll.
    case stopPolling(Int, client: Int)
    case commit(Int, client: Int, generation: Int32, [Position])
    /// By a consumer that assigns its partitions itself.
    case simpleCommit(Int, Position)
    case offsetFetch(Int, [Place])
    case listGroups(Int)
    case deleteGroup(Int)
    case deleteOffsets(Int, Place)

    case initProducer(Int, timeout: Int64, knowsItself: Bool)
    case addPartitions(Int, [Place], epoch: Int16)
    case addOffsets(Int, group: Int, epoch: Int16)
    case txnCommit(Int, group: Int, client: Int?, generation: Int32, Position, epoch: Int16)
    case endTxn(Int, commits: Bool, epoch: Int16)

    case pass(Int64, beating: Bool)
    /// The machine sleeps: what was due meanwhile is played late, all at once.
    case passAtOnce(Int64)
    /// The client that has waited longest goes away.
    case forget
    /// Another broker goes on where this one is dropped; nothing happens to one in memory.
    case restart

    enum Kind: Int, CaseIterable, CustomStringConvertible {
        case plain, compacted, appendTime, small

        var description: String {
            switch self {
            case .plain: ".plain"
            case .compacted: ".compacted"
            case .appendTime: ".appendTime"
            case .small: ".small"
            }
        }
    }

    /// Which member id a client gives.
    enum Identity: Int, CaseIterable, CustomStringConvertible {
        case own, none, neighbours

        var description: String {
            switch self {
            case .own: ".own"
            case .none: ".none"
            case .neighbours: ".neighbours"
            }
        }
    }

    /// As source code.
    var source: String { ".\(self)" }
}

struct Place: Hashable, CustomStringConvertible {
    var topic: Int
    var partition: Int

    init(_ topic: Int, _ partition: Int) {
        (self.topic, self.partition) = (topic, partition)
    }

    var description: String { "Place(\(topic), \(partition))" }
}

struct Position: Hashable, CustomStringConvertible {
    var place: Place
    /// Nil is the log's end at that moment.
    var offset: Int64?

    init(_ topic: Int, _ partition: Int, at offset: Int64?) {
        (place, self.offset) = (Place(topic, partition), offset)
    }

    var description: String {
        "Position(\(place.topic), \(place.partition), at: \(offset.map { "\($0)" } ?? "nil"))"
    }
}
