import EventBroker
import EventClient

/// The program around a member's consumer, inside the member's task.
struct MemberApplication {
    let consumer: Consumer
    private let joining: Joining
    private let network: Network
    private let report: LatestReport

    init(
        _ joining: Joining, on network: Network, client: ClientID, reporting report: LatestReport
    ) {
        self.joining = joining
        self.network = network
        self.report = report
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
        let (network, member, report) = (network, joining.member, report)
        let isCooperative = joining.assignor == .cooperativeSticky
        await attempt("joining \(joining.group)") {
            try await consumer.subscribe(
                to: joining.topics,
                onAssigned: { [unowned consumer] added in
                    report.holds(consumer)
                    guard isCooperative else {
                        return network.note(.assigned(member: member, added))
                    }
                    let kept = consumer.assignment.filter { !added.contains($0) }
                    network.note(.rebalanced(member: member, kept: kept, added: added))
                },
                onRevoked: { [unowned consumer] revoked in
                    report.holds(consumer, without: revoked)
                    network.note(.revoked(member: member, revoked))
                },
                onLost: { [unowned consumer] lost in
                    report.holds(consumer, without: lost)
                    network.note(.lost(member: member, lost))
                })
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
                let records = try await poll(atMost: limit ?? consumer.options.maxPollRecords)
                network.note(.polled(member: joining.member, records))
            }
        case .readOn(let limit):
            await attempt("poll") {
                let records = try await consumer.readOn(
                    atMost: limit ?? consumer.options.maxPollRecords)
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

    /// A poll that finds nothing and moves all the same, over markers or from an offset out of range,
    /// is followed by the next, as in an application's loop.
    private func poll(atMost limit: Int) async throws -> [ConsumerRecord] {
        while true {
            let before = consumer.knownPositions
            let records = try await consumer.poll(timeout: .zero, atMost: limit)
            if !records.isEmpty || consumer.knownPositions == before { return records }
        }
    }

    private func commit(_ offset: PartitionOffset?, in transaction: TransactionalProducer) async {
        let offsets = offset.map { [$0] } ?? consumer.knownPositions
        let again = "commit \(joining.member) --transaction \(transaction.id)"
        await transaction.attempt(
            "committing for \(joining.member)", again: again, on: network
        ) { producer in
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
            failed("taking part", error)
        }
    }

    private func attempt(_ doing: String, _ body: () async throws -> Void) async {
        do {
            try await body()
        } catch {
            failed(doing, error)
        }
    }

    private func failed(_ doing: String, _ error: any Error) {
        if case ConsumerError.refused = error { report.isRefused() }
        network.note(.failed(member: joining.member, doing: doing, reason: "\(error)"))
    }
}
