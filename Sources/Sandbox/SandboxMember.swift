import EventBroker
import EventClient
import Synchronization

package enum MemberCondition: String, Hashable, Sendable {
    case running, paused, crashed
    /// Its code has returned, thrown, or died of itself.
    case ended
}

/// A member of a group, worked by hand: a consumer in a task of its own, which does what it is told
/// through a mailbox.
final class SandboxMember {
    enum Order: Sendable {
        case keepUp
        /// Its topics have other partitions than it knew of.
        case joinAnew
        case poll(atMost: Int?)
        /// The poll of a cooperative member whose group rebalances.
        case readOn(atMost: Int?)
        case commit(PartitionOffset?, in: TransactionalProducer?)
        case seek(PartitionOffset)
        case leave
    }

    /// What the member has said of itself last.
    struct Report: Sendable {
        var ordersUnderWay = 0
        var assignment: [TopicPartition] = []
        var positions: [PartitionOffset] = []
        /// Whether the broker has refused it: it tries again when it is told to do something.
        var isRefused = false
    }

    let joining: Joining
    let client: ClientID
    var condition = MemberCondition.running
    /// Whether it has not yet done anything since it was resumed: it goes on with what it held.
    var isFreshlyAwake = false
    private let latest: LatestReport
    private let mailbox: AsyncStream<Order>.Continuation

    init(_ joining: Joining, on network: Network, executor: ManualExecutor) {
        self.joining = joining
        let client = network.with { $0.connect(joining.member) }
        self.client = client
        let (orders, mailbox) = AsyncStream<Order>.makeStream()
        self.mailbox = mailbox
        let latest = LatestReport()
        self.latest = latest
        Task(executorPreference: executor) {
            let application = MemberApplication(
                joining, on: network, client: client, reporting: latest)
            latest.isDone(application.consumer)
            await application.subscribe()
            for await order in orders {
                await application.carryOut(order)
                latest.isDone(application.consumer)
            }
        }
        latest.isBegun()
    }

    var name: String { joining.member }
    var report: Report { latest.report }
    var isBusy: Bool { report.ordersUnderWay > 0 }

    func tell(_ order: Order) {
        latest.isBegun()
        mailbox.yield(order)
    }

    /// Nothing more comes; what is under way stays so for ever.
    func abandon() {
        mailbox.finish()
    }
}

/// The last word of a member, shared by its task and the sandbox.
final class LatestReport: Sendable {
    private let latest = Mutex(SandboxMember.Report())

    var report: SandboxMember.Report { latest.withLock { $0 } }

    func isBegun() {
        latest.withLock { report in
            report.ordersUnderWay += 1
            report.isRefused = false
        }
    }

    func isRefused() {
        latest.withLock { $0.isRefused = true }
    }

    /// In the middle of something; it may be about to give some of its partitions back.
    func holds(_ consumer: Consumer, without given: [TopicPartition] = []) {
        let partitions = consumer.assignment.filter { !given.contains($0) }
        let positions = consumer.knownPositions.filter { !given.contains($0.partition) }
        latest.withLock { ($0.assignment, $0.positions) = (partitions, positions) }
    }

    func isDone(_ consumer: Consumer) {
        holds(consumer)
        latest.withLock { $0.ordersUnderWay -= 1 }
    }
}
