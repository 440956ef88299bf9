import EventBroker
import EventClient
import EventLog
import Synchronization

/// A broker seen through a bug.
struct BuggyConnection: BrokerConnection {
    enum Bug: String {
        case none
        /// Says that a commit is done, and forgets it.
        case lostCommit = "lost-commit"
        /// Leaves out the first record of a partition.
        case skippedRecord = "skipped-record"
        /// Hands out the last record of a fetch once more, at the next offset.
        case repeatedRecord = "repeated-record"
        /// Takes every commit for one of the group's newest member.
        case uncheckedGeneration = "unchecked-generation"
    }

    /// Who has joined the group last, whichever process it is.
    final class LatestMember: Sendable {
        let join = Mutex<JoinGroup.Response?>(nil)
    }

    let broker: any BrokerConnection
    let bug: Bug
    let latestMember: LatestMember

    var clientID: String { broker.clientID }
    var now: Timestamp { broker.now }
    func pollBegins() async { await broker.pollBegins() }
    func sendBegins() async { await broker.sendBegins() }
    func interrupt() { broker.interrupt() }

    func keepAlive(memberID: String, until deadline: Timestamp) {
        broker.keepAlive(memberID: memberID, until: deadline)
    }

    func send(
        _ request: BrokerRequest,
        then complete: @escaping @Sendable (Result<BrokerResponse, ConnectionError>) -> Void
    ) {
        broker.send(distorted(request)) { outcome in
            complete(outcome.map(distorted))
        }
    }

    private func distorted(_ request: BrokerRequest) -> BrokerRequest {
        switch (bug, request) {
        case (.lostCommit, .offsetCommit(var commit)):
            commit.offsets = []
            return .offsetCommit(commit)
        case (.uncheckedGeneration, .offsetCommit(var commit)):
            guard let latest = latestMember.join.withLock({ $0 }) else { return request }
            commit.memberID = latest.memberID
            commit.generation = latest.generation
            return .offsetCommit(commit)
        case (.skippedRecord, .fetch(var fetch)):
            for index in fetch.positions.indices where fetch.positions[index].offset == 0 {
                fetch.positions[index].offset = 1
            }
            return .fetch(fetch)
        default: return request
        }
    }

    private func distorted(_ response: BrokerResponse) -> BrokerResponse {
        switch (bug, response) {
        case (_, .joinGroup(let join)) where join.error == nil:
            latestMember.join.withLock { $0 = join }
        case (.repeatedRecord, .fetch(var fetch)):
            for index in fetch.partitions.indices {
                guard var last = fetch.partitions[index].batches.last else { continue }
                last.assign(baseOffset: last.nextOffset, leaderEpoch: 0)
                fetch.partitions[index].batches.append(last)
            }
            return .fetch(fetch)
        default: break
        }
        return response
    }
}
