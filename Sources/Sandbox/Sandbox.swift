package import EventBroker
import EventClient
import EventLog
import Eventlings

/// A broker to play with: real clients on a real broker, whose clock stands still until it is told
/// to move.
///
/// After each command the clients do what they can do at this instant; then nothing moves. So the
/// same commands always lead to the same state, and a copy is made by giving them again.
package final class Sandbox {
    let network: Network
    let executor = ManualExecutor()
    var members: [SandboxMember] = []
    /// Those that work by themselves.
    var live: [LiveMember] = []
    /// What lives around the live members of an exercise, and outlives them.
    var services: [String: Services] = [:]
    package internal(set) var livesBegun = 0
    let administrator: ClientID
    /// The topics that have grown since the members looked at theirs.
    var grownTopics: Set<String> = []
    /// When the members will look at their topics again, after one has grown.
    var nextMetadataRefresh: Timestamp?
    /// By their transactional ids.
    var transactional: [String: TransactionalProducer] = [:]
    var producers: SandboxProducers
    var eventCount = 0
    /// The members that were told to wait, and for what.
    var waitsTold: [String: MemberWait] = [:]
    /// Whether it outlasts this process.
    package private(set) var isDurable = false
    /// Everything that has been done, in order.
    package private(set) var commands: [SandboxCommand] = []
    /// Everything that has happened, oldest first.
    package private(set) var story: [Happening] = []

    /// When every sandbox begins: 2026-01-01T00:00Z.
    static let start = NetworkState.start

    /// - Parameter story: What happened in the one before, kept for reading.
    package convenience init(after story: [Happening] = []) {
        self.init(Broker(options: Self.brokerOptions))
        self.story = story + (story.last.map { [Happening(at: $0.at, event: .reset)] } ?? [])
    }

    /// One that goes on with what lies in a folder, and writes everything there before it says so.
    /// Its clock goes on where the last record was written; who was a member is gone.
    ///
    /// - Throws: `DataFolderError` if another process has the folder, `LogFileError` if it can't be
    ///   read.
    package convenience init(on storage: DiskStorage) throws {
        self.init(try Broker(options: Self.brokerOptions, on: storage))
        isDurable = true
        eventCount = network.with { $0.broker.recordsEverAppended }
    }

    private init(_ broker: Broker) {
        network = Network(broker: broker)
        producers = SandboxProducers(on: network)
        administrator = network.with { $0.connect("administrator") }
    }

    private static let brokerOptions = {
        var options = Broker.Options()
        options.cleaningIntervalMilliseconds = 300_000
        return options
    }()

    /// One in which the same has been done.
    package func copy() -> Sandbox {
        let copy = Sandbox()
        for command in commands { _ = try? copy.perform(command) }
        copy.story = story
        return copy
    }

    var now: Timestamp { network.with { $0.now } }

    /// Milliseconds since it began.
    package var elapsed: Int64 { now.milliseconds - Self.start.milliseconds }

    package var isBrokerStopped: Bool { network.with { $0.isStopped } }

    /// Does it, and all that follows from it at this instant.
    ///
    /// - Parameter isToStop: Asked during a wait: as soon as it is true the clock stands still, and
    ///   `commands` has a wait for the time that has passed.
    /// - Returns: What happened.
    @discardableResult
    package func perform(
        _ command: SandboxCommand, stoppingIf isToStop: () -> Bool = { false }
    ) throws(SandboxError) -> [Happening] {
        let isLive = try beginLive(command)
        if !isLive { try begin(command) }
        guard case .wait(let milliseconds) = command else {
            commands.append(command)
            return follow()
        }
        settle()
        commands.append(.wait(milliseconds: pass(milliseconds, stoppingIf: isToStop)))
        return tell()
    }

    /// Lets all follow that does at this instant, and tells it.
    func follow() -> [Happening] {
        settle()
        return tell()
    }

    private func tell() -> [Happening] {
        noteWhoWaits()
        let happenings = network.with { $0.takeHappenings() }
        story += happenings
        return happenings
    }

    private func begin(_ command: SandboxCommand) throws(SandboxError) {
        switch command {
        case .createTopic(let name, let partitions, let configuration):
            try createTopic(name, partitions, configuration)
        case .growTopic(let name, let partitions): try growTopic(name, partitions)
        case .produce(let records): try produce(records)
        case .join(let joining): try join(joining)
        case .poll(let name, let limit): try poll(name, atMost: limit)
        case .commit(let name, let place, let id):
            let transaction = try id.map { id throws(SandboxError) in try openTransaction(id) }
            try commit(ready(name), place, transaction)
        case .beginTransaction(let id): try beginTransaction(id)
        case .endTransaction(let id, let commits): try endTransaction(id, commits: commits)
        case .seek(let name, let place):
            let member = try ready(name)
            member.tell(.seek(try resolve(place, for: member)))
        case .pause(let name): try pause(name)
        case .resume(let name): try resume(name)
        case .crash(let name): try crash(name)
        case .restart(let name): try restart(name)
        case .leave(let name): try leave(name)
        case .stopBroker: try stopBroker()
        case .startBroker: try startBroker()
        case .lose(let loss): lose(loss)
        case .wait: break
        }
    }
}
