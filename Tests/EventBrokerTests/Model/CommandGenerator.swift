/// Draws commands from few topics, partitions, groups, clients and producers, so that they meet.
struct CommandGenerator {
    private var random: SeededGenerator

    init(seed: UInt64) {
        random = SeededGenerator(seed: seed)
    }

    /// Begins with something to talk about.
    mutating func commands(_ count: Int, restarts: Bool) -> [Command] {
        let opening: [Command] = [
            .createTopic(0, partitions: 2, kind: .plain),
            .createTopic(1, partitions: 2, kind: Command.Kind.allCases[below(4)]),
            .initProducer(0, timeout: 60_000, knowsItself: false),
            .initProducer(1, timeout: 60_000, knowsItself: false),
        ]
        var commands = below(6) == 0 ? [opening[0]] : opening
        while commands.count < count {
            commands += restarts && below(12) == 0 ? [.restart] : next()
        }
        return Array(commands.prefix(count))
    }

    /// Mostly a single command, sometimes some that belong together.
    private mutating func next() -> [Command] {
        switch below(100) {
        case 0..<4: [topicCommand()]
        case 4..<20: [produceCommand()]
        case 20..<22: window()
        case 22..<24: [.deleteRecords(place(), before: Int64(below(14)) - 2)]
        case 24..<32: [fetchCommand()]
        case 32..<35:
            [
                .listOffsets(
                    place(), time: [-2, -1, Int64(below(60_000))][below(3)], committed: coin())
            ]
        case 35..<60: groupCommands()
        case 60..<68: offsetCommands()
        case 68..<88: transactionCommands()
        case 88..<90: [.forget]
        default: [passCommand()]
        }
    }

    private mutating func topicCommand() -> Command {
        let topic = below(4)
        return switch below(12) {
        case 0..<9:
            .createTopic(
                topic, partitions: [1, 2, 2, 3, 0, 9][below(6)],
                kind: Command.Kind.allCases[below(4)])
        case 9: .deleteTopic(topic)
        default: .createPartitions(topic, to: below(4))
        }
    }

    private mutating func produceCommand() -> Command {
        switch below(10) {
        case 0..<3:
            .produce(place(), records: 1 + below(4), keyed: below(4) > 0, age: Int64(below(5_000)))
        case 3..<8:
            .produceAs(
                producer(), place(), records: 1 + below(3),
                sequence: rarely([-1, 1, -2, 3, .max - 1]), epoch: rarely([-1, 1]),
                transactional: below(4) == 0)
        default: .repeatBatch(producer(), back: below(7))
        }
    }

    /// More batches than a broker remembers of a producer, and one of them again.
    private mutating func window() -> [Command] {
        let (producer, place) = (producer(), place())
        let batches = (0..<6).map { _ in
            Command.produceAs(
                producer, place, records: 1 + below(2), sequence: 0, epoch: 0, transactional: false)
        }
        return batches + [.repeatBatch(producer, back: 3 + below(3))]
    }

    private mutating func fetchCommand() -> Command {
        .fetch(
            (0...below(2)).map { _ in position() }, wait: [0, 100, 5_000][below(3)],
            committed: coin(), maxBytes: [1 << 20, 1 << 20, 150, 1][below(4)])
    }

    private mutating func groupCommands() -> [Command] {
        let (group, client) = (below(3) / 2, client())
        let everybody = [0, 1, 2, 3]
        switch below(26) {
        case 0..<4: return [joinCommand(group, client, .own)]
        case 4: return [joinCommand(group, client, Command.Identity.allCases[below(3)])]
        case 5..<8:
            return [joinCommand(group, client, .own), joinCommand(group, client, .own)]
        case 8..<10: return everybody.map { joinCommand(group, $0, .own) }
        case 10..<12:
            return everybody.map { .sync(group, client: $0, generation: 0, shares: true) }
        case 12..<15:
            // Once for an id, and once with it.
            let joins = (everybody + everybody).map { joinCommand(group, $0, .own) }
            return joins + everybody.map { .sync(group, client: $0, generation: 0, shares: true) }
        case 15..<17:
            return [.sync(group, client: client, generation: rarely([-1, 1]), shares: coin())]
        case 17..<20: return [.heartbeat(group, client: client, generation: rarely([-1, 1]))]
        case 20..<23: return [commit(group)]
        case 23: return [.stopPolling(group, client: client)]
        case 24: return everybody.map { .leave(group, client: $0, id: .own) }
        default:
            return [.leave(group, client: client, id: Command.Identity.allCases[below(3)])]
        }
    }

    private mutating func commit(_ group: Int) -> Command {
        .commit(
            group, client: client(), generation: rarely([-1, 1]),
            (0...below(2)).map { _ in position() })
    }

    private mutating func joinCommand(
        _ group: Int, _ client: Int, _ id: Command.Identity
    ) -> Command {
        .join(
            rarely([2], otherwise: group), client: client, id: id, assignors: below(8) / 3,
            session: rarely([1_000, 30_000], otherwise: 10_000))
    }

    private mutating func offsetCommands() -> [Command] {
        let group = rarely([2], otherwise: below(2))
        return switch below(12) {
        case 0..<4:
            [commit(group)]
        case 4..<6: [.simpleCommit(group, position())]
        case 6..<8: [.offsetFetch(group, (0..<below(3)).map { _ in place() })]
        case 8: [.listGroups(below(6))]
        case 9: [.deleteGroup(group)]
        default: [.deleteOffsets(group, place())]
        }
    }

    private mutating func transactionCommands() -> [Command] {
        let (producer, epoch) = (producer(), rarely([-1, 1]) as Int16)
        switch below(18) {
        case 0:
            return [
                .initProducer(
                    producer, timeout: rarely([0, 900_001, 2_000], otherwise: 60_000),
                    knowsItself: coin())
            ]
        case 1:
            return Array(
                repeating: .initProducer(producer, timeout: 60_000, knowsItself: false), count: 2)
        case 2..<4: return [.addPartitions(producer, [place(), place()], epoch: epoch)]
        case 4..<9:
            let place = place()
            return [
                .addPartitions(producer, [place], epoch: 0),
                .produceAs(
                    producer, place, records: 2, sequence: 0, epoch: 0, transactional: true),
            ]
        case 9:
            return [.addOffsets(producer, group: rarely([2], otherwise: below(2)), epoch: epoch)]
        case 10..<13:
            let group = below(2)
            return [.addOffsets(producer, group: group, epoch: 0), txnCommit(producer, group)]
        case 13: return [txnCommit(producer, below(2))]
        default: return [.endTxn(producer, commits: coin(), epoch: epoch)]
        }
    }

    private mutating func txnCommit(_ producer: Int, _ group: Int) -> Command {
        .txnCommit(
            producer, group: group, client: coin() ? nil : client(), generation: rarely([-1, 1]),
            position(), epoch: rarely([-1, 1]))
    }

    private mutating func passCommand() -> Command {
        let spans: [Int64] = [1, 50, 100, 500, 2_000, 5_000, 10_000, 10_000, 30_000]
        let span = rarely([60_000, 300_000, 3_600_000], otherwise: spans[below(spans.count)])
        return below(8) == 0 ? .passAtOnce(span) : .pass(span, beating: coin())
    }

    private mutating func place() -> Place {
        Place(rarely([2, 3], otherwise: below(4) / 3), rarely([2, 3], otherwise: below(2)))
    }

    /// The producers 1 and 2 fence each other.
    private mutating func producer() -> Int { [0, 1, 1, 1, 3, 3, 3, rarely([2])][below(8)] }

    /// So do the clients 3 and 4.
    private mutating func client() -> Int { rarely([4], otherwise: below(4)) }

    private mutating func position() -> Position {
        let place = place()
        return Position(
            place.topic, place.partition, at: below(3) == 0 ? nil : Int64(below(12)) - rarely([1]))
    }

    private mutating func rarely<Number: ExpressibleByIntegerLiteral>(
        _ rare: [Number], otherwise usual: Number = 0
    ) -> Number {
        below(12) == 0 ? rare[below(rare.count)] : usual
    }

    private mutating func coin() -> Bool { below(2) == 0 }

    private mutating func below(_ limit: Int) -> Int {
        Int(random.next() % UInt64(limit))
    }
}
