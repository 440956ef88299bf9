import EventBroker
import EventClient

/// The program around a member's consumer, inside the member's task.
struct MemberApplication {
    let consumer: Consumer
    private let joining: Joining
    private let network: Network

    init(_ joining: Joining, on network: Network, client: ClientID) {
        self.joining = joining
        self.network = network
        var options = ConsumerOptions(groupID: joining.group)
        options.autoOffsetReset = joining.startsAtLatest ? .latest : .earliest
        options.autoCommit = joining.commitsAutomatically
        options.assignor = joining.assignor
        options.isolationLevel = joining.readsCommitted ? .readCommitted : .readUncommitted
        options.sessionTimeout = .milliseconds(joining.sessionTimeoutMilliseconds)
        let connection = NetworkConnection(
            network: network, client: client, clientID: joining.member)
        consumer = Cluster { connection }.makeConsumer(options)
    }

    func subscribe() async {
        let (network, member) = (network, joining.member)
        let isCooperative = joining.assignor == .cooperativeSticky
        await attempt("joining \(joining.group)") {
            try await consumer.subscribe(
                to: joining.topics,
                onAssigned: { [unowned consumer] added in
                    guard isCooperative else {
                        return network.note(.assigned(member: member, added))
                    }
                    let kept = consumer.assignment.filter { !added.contains($0) }
                    network.note(.rebalanced(member: member, kept: kept, added: added))
                },
                onRevoked: { network.note(.revoked(member: member, $0)) },
                onLost: { network.note(.lost(member: member, $0)) })
        }
    }

    func carryOut(_ order: SandboxMember.Order) async {
        switch order {
        case .keepUp: await keepUp()
        case .joinAnew:
            consumer.topicsHaveChanged()
            await keepUp()
        case .poll(let limit):
            await attempt("poll") {
                let records = try await consumer.poll(
                    timeout: .zero, atMost: limit ?? consumer.options.maxPollRecords)
                network.note(.polled(member: joining.member, records))
            }
        case .commit(let offset, in: let transaction?): await commit(offset, in: transaction)
        case .commit(let offset, in: nil):
            await attempt("commit") {
                if let offset {
                    try await consumer.commit([offset.partition: offset.offset])
                } else {
                    try await consumer.commit()
                }
            }
        case .seek(let offset):
            await attempt("seek") {
                try consumer.seek(to: offset.offset, in: offset.partition)
                network.note(.moved(member: joining.member, offset))
                network.with { $0.noteOutOfRange([offset]) }
            }
        case .leave:
            await attempt("leave") { try await consumer.close() }
        }
    }

    private func commit(_ offset: PartitionOffset?, in transaction: TransactionalProducer) async {
        let offsets = offset.map { [$0] } ?? consumer.knownPositions
        await transaction.attempt("committing for \(joining.member)", on: network) { producer in
            try await producer.sendOffsets(
                Dictionary(uniqueKeysWithValues: offsets.map { ($0.partition, $0.offset) }),
                groupMetadata: consumer.groupMetadata())
            network.note(.offsetsAdded(to: transaction.id, group: joining.group, offsets))
            network.with { $0.noteOutOfRange(offsets) }
        }
    }

    /// Like the requests inside a poll, these are made again at the next occasion.
    private func keepUp() async {
        do {
            try await consumer.keepUp()
        } catch is ConnectionError {
            return
        } catch {
            network.note(
                .failed(member: joining.member, doing: "taking part", reason: "\(error)"))
        }
    }

    private func attempt(_ doing: String, _ body: () async throws -> Void) async {
        do {
            try await body()
        } catch {
            network.note(.failed(member: joining.member, doing: doing, reason: "\(error)"))
        }
    }
}
