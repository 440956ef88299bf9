import EventBroker
import EventClient
import EventLog

/// A broker and the way to it, as a value: what becomes of a request at this moment, and later.
///
/// Requests arrive at once. They get no answer while the broker is stopped, and where the learner
/// lets one get lost; then their sender's patience ends with Kafka's `request.timeout.ms`.
struct NetworkState {
    typealias Completion = @Sendable (Result<BrokerResponse, ConnectionError>) -> Void

    /// An outcome on its way to the client that waits for it.
    struct Delivery {
        let complete: Completion
        let outcome: Result<BrokerResponse, ConnectionError>
    }

    private struct Client {
        let name: String
        /// When its heartbeats ceased: it is paused, or dead.
        var silentSince: Timestamp?
        var isDead = false
        /// What a paused one will hear when it goes on.
        var held: [Delivery] = []
    }

    private struct Waiting {
        let client: ClientID
        let request: BrokerRequest
        let complete: Completion
        /// When the sender gives up, where no answer will come.
        var deadline: Timestamp?
    }

    private(set) var broker: Broker
    private(set) var now: Timestamp
    private(set) var isStopped = false
    /// What happens to the next record that is sent.
    var loss: Loss?
    private(set) var happenings: [Happening] = []
    /// Requests of the group protocol so far: none more means that every member is at rest.
    private(set) var groupRequests = 0
    private var clients: [Client] = []
    private var waiting: [RequestID: Waiting] = [:]
    private var requestsSeen = 0
    private var owners: [String: ClientID] = [:]
    /// Batches that were appended, and whose producer does not know.
    private var unacknowledged: Set<Produce> = []

    /// The clock goes on where the last record was written.
    init(broker: Broker) {
        self.broker = broker
        now = max(Self.start, broker.latestTimestamp ?? Self.start)
    }

    mutating func note(_ event: SandboxEvent) {
        happenings.append(Happening(at: now, event: event))
    }

    /// The happenings since the last call.
    mutating func takeHappenings() -> [Happening] {
        defer { happenings = [] }
        return happenings
    }

    // MARK: Clients

    mutating func connect(_ name: String) -> ClientID {
        clients.append(Client(name: name))
        return ClientID(rawValue: clients.count - 1)
    }

    /// From here on nobody hears of this client.
    mutating func silence(_ client: ClientID, forEver: Bool) {
        clients[client.rawValue].silentSince = clients[client.rawValue].silentSince ?? now
        guard forEver else { return }
        clients[client.rawValue].isDead = true
        clients[client.rawValue].held = []
        for id in requests(of: client) { forget(id) }
    }

    mutating func wake(_ client: ClientID) -> [Delivery] {
        defer { clients[client.rawValue].held = [] }
        clients[client.rawValue].silentSince = nil
        return clients[client.rawValue].held
    }

    mutating func keepAlive(_ memberID: String, of client: ClientID) {
        owners[memberID] = client
    }

    func hasMember(_ memberID: String) -> Bool {
        !isStopped && memberships.values.contains { $0.contains { $0.id == memberID } }
    }

    /// A member leaves by itself.
    mutating func leave(_ memberID: String) -> [Delivery] {
        broker.leave(memberID: memberID, now: now)
        return deliveries()
    }

    // MARK: Requests

    mutating func send(
        _ request: BrokerRequest, from client: ClientID, then complete: @escaping Completion
    ) -> [Delivery] {
        guard !clients[client.rawValue].isDead else { return [] }
        requestsSeen += 1
        let id = RequestID(rawValue: requestsSeen)
        waiting[id] = Waiting(client: client, request: request, complete: complete)
        countGroupRequest(request)
        guard !isStopped else {
            waiting[id]?.deadline = now.advanced(byMilliseconds: Self.requestTimeout)
            note(.unreachable(clients[client.rawValue].name))
            return []
        }
        if case .produce(let produce) = request { return send(produce, id) }
        broker.handle(request, id: id, now: now)
        return deliveries()
    }

    private mutating func send(_ produce: Produce, _ id: RequestID) -> [Delivery] {
        let loss = loss
        self.loss = nil
        let isAgain = unacknowledged.contains(produce)
        if loss != nil {
            waiting[id]?.deadline = now.advanced(byMilliseconds: Self.requestTimeout)
        }
        if loss == .request {
            note(.lostRequest(labels(produce.batch)))
            return []
        }
        let end = endOffset(of: produce.partition)
        broker.handle(.produce(produce), id: id, now: now)
        noteProduced(produce, isAgain: isAgain, since: end)
        guard loss == .answer else {
            unacknowledged.remove(produce)
            return deliveries()
        }
        unacknowledged.insert(produce)
        note(.lostAnswer(labels(produce.batch)))
        return deliveries(exceptTo: id)
    }

    /// The senders that wait at the broker are told that the wait is over.
    mutating func interrupt(_ client: ClientID) -> [Delivery] {
        requests(of: client).compactMap { id in
            let request = waiting[id]
            forget(id)
            return request.map { Delivery(complete: $0.complete, outcome: .failure(.interrupted)) }
        }
    }

    private func requests(of client: ClientID) -> [RequestID] {
        waiting.filter { $0.value.client == client }.keys.sorted { $0.rawValue < $1.rawValue }
    }

    private mutating func forget(_ id: RequestID) {
        waiting[id] = nil
        broker.forget(id)
    }

    private mutating func countGroupRequest(_ request: BrokerRequest) {
        switch request {
        case .joinGroup, .syncGroup, .leaveGroup: groupRequests += 1
        default: break
        }
    }

    private mutating func deliveries(exceptTo lost: RequestID? = nil) -> [Delivery] {
        var deliveries: [Delivery] = []
        for reply in broker.takeReplies() where reply.id != lost {
            guard let request = waiting.removeValue(forKey: reply.id) else { continue }
            if case (.offsetCommit(let commit), .done(nil)) = (request.request, reply.response) {
                note(
                    .committed(
                        member: clients[request.client.rawValue].name, group: commit.groupID,
                        commit.offsets))
                noteOutOfRange(commit.offsets)
            }
            let delivery = Delivery(complete: request.complete, outcome: .success(reply.response))
            if clients[request.client.rawValue].silentSince == nil {
                deliveries.append(delivery)
            } else {
                clients[request.client.rawValue].held.append(delivery)
            }
        }
        return deliveries
    }

    // MARK: Time

    /// The next moment at which something happens by itself.
    var nextDeadline: Timestamp? {
        let patience = waiting.values.compactMap(\.deadline).min()
        guard !isStopped, let due = broker.nextDeadline else { return patience }
        return patience.map { min($0, due) } ?? due
    }

    mutating func advance(to moment: Timestamp) -> [Delivery] {
        now = max(now, moment)
        guard !isStopped else { return giveUp() }
        return tick() + giveUp()
    }

    private mutating func tick() -> [Delivery] {
        let before = memberships
        let (owners, clients, now) = (owners, clients, now)
        let cleaned = broker.nextCleaning.map { $0 <= now } == true ? extents : [:]
        broker.tick(now: now) { memberID in
            owners[memberID].map { clients[$0.rawValue].silentSince ?? now }
        }
        let after = memberships
        for (group, members) in before.sorted(by: { $0.key < $1.key }) {
            for member in members where after[group]?.contains(member) != true {
                note(
                    .evicted(
                        member: member.clientID, group: group, isFormer: isFormer(member.id)))
            }
        }
        noteCleaned(since: cleaned)
        return deliveries()
    }

    private var memberships: [String: [DescribeGroup.Member]] {
        var members: [String: [DescribeGroup.Member]] = [:]
        for group in broker.groupIDs {
            members[group] = broker.describe(DescribeGroup(groupID: group)).members.map { member in
                DescribeGroup.Member(id: member.id, clientID: member.clientID, partitions: [])
            }
        }
        return members
    }

    /// Whether the member is dead, and another process of its name isn't.
    private func isFormer(_ memberID: String) -> Bool {
        guard let owner = owners[memberID].map({ clients[$0.rawValue] }) else { return false }
        return owner.isDead && clients.contains { $0.name == owner.name && !$0.isDead }
    }

    private mutating func giveUp() -> [Delivery] {
        let due = waiting.filter { $0.value.deadline.map { $0 <= now } ?? false }
            .sorted { $0.key.rawValue < $1.key.rawValue }
        return due.map { id, request in
            waiting[id] = nil
            if case .produce(let produce) = request.request {
                note(.noAnswer(labels(produce.batch)))
            }
            return Delivery(complete: request.complete, outcome: .failure(.timedOut))
        }
    }

    // MARK: The broker's own life

    mutating func stop() {
        isStopped = true
    }

    /// Clients notice at once, and send again what they have had no answer to.
    mutating func restart() -> [Delivery] {
        isStopped = false
        let unanswered = waiting.filter { $0.value.deadline != nil }
            .sorted { $0.key.rawValue < $1.key.rawValue }
        let retries = unanswered.map { id, request in
            waiting[id] = nil
            return Delivery(complete: request.complete, outcome: .failure(.timedOut))
        }
        return tick() + retries
    }

    /// 2026-01-01T00:00Z, as in the simulation.
    static let start = Timestamp(milliseconds: 1_767_225_600_000)

    /// `request.timeout.ms` of Kafka's clients.
    private static let requestTimeout: Int64 = 30_000
}

/// What a learner may let happen to the next record sent.
package enum Loss: String, Hashable, Sendable {
    case request, answer
}

/// Somebody who talks to a sandbox's broker.
struct ClientID: Hashable, Sendable {
    let rawValue: Int
}
