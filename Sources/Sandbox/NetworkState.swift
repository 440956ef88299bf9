import EventBroker
import EventClient
import EventLog

/// A broker and the way to it, as a value: what becomes of a request at this moment, and later.
///
/// Requests arrive at once. They get no answer while the broker is stopped, and where the learner
/// lets one get lost; then their sender's patience ends with Kafka's `request.timeout.ms`.
struct NetworkState {
    typealias Completion = @Sendable (Result<BrokerResponse, ConnectionError>) -> Void

    /// Tells a client what it waits for.
    typealias Delivery = @Sendable () -> Void

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

        func delivery(of outcome: Result<BrokerResponse, ConnectionError>) -> Delivery {
            { [complete] in complete(outcome) }
        }
    }

    private(set) var broker: Broker
    private(set) var now: Timestamp
    private(set) var isStopped = false
    /// What happens to the next record that is sent.
    var loss: Loss?
    private(set) var happenings: [Happening] = []
    /// Requests of the group protocol so far: none more means that every member is at rest.
    private(set) var groupRequests = 0
    var sleepers: [Sleeper] = []
    /// Those that the broker has aborted, and whose producers have not begun anew, by their ids.
    var timedOutTransactions: Set<String> = []
    private var clients: [Client] = []
    private var waiting: [RequestID: Waiting] = [:]
    private var requestsSeen = 0
    private var owners: [String: ClientID] = [:]
    /// Batches that were appended, and whose producer does not know.
    private var unacknowledged: Set<Produce> = []
    /// What a producer had no answer to, and has not sent again.
    private var givenUp: Set<Produce> = []

    /// The clock goes on where the last record was written.
    init(broker: Broker) {
        self.broker = broker
        now = max(Self.start, broker.latestTimestamp ?? Self.start)
    }

    mutating func note(_ event: SandboxEvent) {
        happenings.append(Happening(at: now, event: event))
    }

    /// Those that share a reason are told together.
    mutating func noteNotSent(_ label: String, reason: String) {
        guard case .notSent(var labels, reason)? = happenings.last?.event,
            happenings.last?.at == now
        else { return note(.notSent([label], reason: reason)) }
        happenings.removeLast()
        labels.append(label)
        note(.notSent(labels, reason: reason))
    }

    /// Once in a command is enough.
    private mutating func noteUnreachable(_ name: String) {
        let event = SandboxEvent.unreachable(name)
        if !happenings.contains(where: { $0.event == event }) { note(event) }
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
        sleepers.removeAll { $0.client == client }
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
        if case .produce(let produce) = request, givenUp.remove(produce) != nil {
            note(.noAnswer(labels(produce.batch)))
        }
        guard !isStopped else {
            waiting[id]?.deadline = now.advanced(byMilliseconds: Self.requestTimeout)
            noteUnreachable(clients[client.rawValue].name)
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
        let replies = broker.takeReplies()
        for case (id, .produce(let answer)) in replies.map({ ($0.id, $0.response) }) {
            noteProduced(produce, answer, isAgain: isAgain, since: end)
        }
        guard loss == .answer else {
            unacknowledged.remove(produce)
            return deliveries(of: replies)
        }
        if endOffset(of: produce.partition) > end { unacknowledged.insert(produce) }
        note(.lostAnswer(labels(produce.batch)))
        return deliveries(of: replies.filter { $0.id != id })
    }

    /// The senders that wait at the broker are told that the wait is over.
    mutating func interrupt(_ client: ClientID) -> [Delivery] {
        requests(of: client).compactMap { id in
            let request = waiting[id]
            forget(id)
            return request.map { $0.delivery(of: .failure(.interrupted)) }
        }
    }

    private func requests(of client: ClientID) -> [RequestID] {
        waiting.filter { $0.value.client == client }.keys.sorted { $0.rawValue < $1.rawValue }
    }

    func isUnanswered(_ client: ClientID) -> Bool {
        waiting.values.contains { $0.client == client && $0.deadline != nil }
    }

    func waitsForGroup(_ client: ClientID) -> Bool {
        waiting.values.contains { request in
            switch request.request {
            case .joinGroup, .syncGroup: request.client == client
            default: false
            }
        }
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

    private mutating func deliveries() -> [Delivery] { deliveries(of: broker.takeReplies()) }

    private mutating func deliveries(of replies: [Broker.Reply]) -> [Delivery] {
        replies.compactMap { reply in
            guard let request = waiting.removeValue(forKey: reply.id) else { return nil }
            let name = clients[request.client.rawValue].name
            noteAnswer(reply.response, to: request.request, of: name)
            return handing(request.delivery(of: .success(reply.response)), to: request.client)
        }
    }

    /// Nil for a client that is paused: it hears of it when it goes on.
    mutating func handing(_ delivery: @escaping Delivery, to client: ClientID) -> Delivery? {
        if clients[client.rawValue].silentSince == nil { return delivery }
        clients[client.rawValue].held.append(delivery)
        return nil
    }

    // MARK: Time

    /// The next moment at which something happens by itself.
    var nextDeadline: Timestamp? {
        let patience = (waiting.values.compactMap(\.deadline) + sleepers.map(\.end)).min()
        guard !isStopped, let due = broker.nextDeadline else { return patience }
        return patience.map { min($0, due) } ?? due
    }

    mutating func advance(to moment: Timestamp) -> [Delivery] {
        now = max(now, moment)
        guard !isStopped else { return giveUp() + wakeSleepers() }
        return tick() + giveUp() + wakeSleepers()
    }

    private mutating func tick() -> [Delivery] {
        let before = memberships
        let (owners, clients, now) = (owners, clients, now)
        let cleaned = broker.nextCleaning.map { $0 <= now } == true ? extents : [:]
        let transactions = broker.openTransactions
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
        noteTimedOut(transactions)
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

    /// The members of a group that are a client's.
    func members(of client: ClientID, in group: String) -> [DescribeGroup.Member] {
        broker.describe(DescribeGroup(groupID: group)).members.filter { owners[$0.id] == client }
    }

    /// The members of a group whose processes are none of these any more.
    func members(of group: String, butNotOf clients: Set<ClientID>) -> [DescribeGroup.Member] {
        broker.describe(DescribeGroup(groupID: group)).members.filter { member in
            owners[member.id].map { !clients.contains($0) } ?? true
        }
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
            if case .produce(let produce) = request.request { givenUp.insert(produce) }
            return request.delivery(of: .failure(.timedOut))
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
            return request.delivery(of: .failure(.timedOut))
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
