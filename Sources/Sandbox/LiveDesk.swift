import EventBroker
import EventClient
import Eventlings
import Synchronization

/// What lies ready for a live member, and what is known of it from what it asks the broker and hears.
final class LiveDesk: Sendable {
    /// What can be seen of a member from outside.
    struct Standing {
        var group = ""
        var topics: [String] = []
        var assignment: [TopicPartition] = []
        var positions: [TopicPartition: Int64] = [:]
        /// Whether it waits for its group to finish rebalancing.
        var isWaiting = false
    }

    private struct State {
        var mail: [LiveTurn.Arrival] = []
        var standing = Standing()
        var knownTopics: Set<String> = []
    }

    private let state = Mutex(State())

    var standing: Standing { state.withLock { $0.standing } }
    var hasMail: Bool { state.withLock { !$0.mail.isEmpty } }

    /// Whether it reads one of these topics, or writes to it, as far as it has said which.
    func mayKnow(_ topics: Set<String>) -> Bool {
        state.withLock { $0.knownTopics.isEmpty || !$0.knownTopics.isDisjoint(with: topics) }
    }

    func put(_ arrival: LiveTurn.Arrival) {
        state.withLock { $0.mail.append(arrival) }
    }

    func takeMail() -> [LiveTurn.Arrival] {
        state.withLock { state in
            defer { state.mail = [] }
            return state.mail
        }
    }

    /// The member sends this now.
    func notice(_ request: BrokerRequest) {
        state.withLock { state in
            switch request {
            case .joinGroup(let join):
                state.standing.group = join.groupID
                state.standing.topics = join.assignors.first?.subscription.topics ?? []
                state.knownTopics.formUnion(state.standing.topics)
                state.standing.isWaiting = true
            case .metadata(let metadata): state.knownTopics.formUnion(metadata.topics)
            case .syncGroup: state.standing.isWaiting = true
            case .leaveGroup: state.standing.assignment = []
            case .fetch(let fetch):
                for next in fetch.positions {
                    state.standing.positions[next.partition] = next.offset
                }
            default: break
            }
        }
    }

    /// The member hears this. Returns what there is to tell of it.
    func notice(
        _ outcome: Result<BrokerResponse, ConnectionError>, to request: BrokerRequest,
        by name: String
    ) -> SandboxEvent? {
        switch request {
        case .joinGroup, .syncGroup: state.withLock { $0.standing.isWaiting = false }
        default: break
        }
        switch (request, outcome) {
        case (.syncGroup, .success(.syncGroup(let answer))) where answer.error == nil:
            state.withLock { state in
                state.standing.assignment = answer.partitions.sorted()
                state.standing.positions = state.standing.positions.filter {
                    answer.partitions.contains($0.key)
                }
            }
            return .assigned(member: name, answer.partitions.sorted())
        case (.fetch(let fetch), .success(.fetch(let answer))):
            let records = Self.records(of: answer, fetch)
            return records.isEmpty ? nil : .polled(member: name, records)
        default: return nil
        }
    }

    /// From where they were asked for.
    private static func records(of answer: Fetch.Response, _ fetch: Fetch) -> [ConsumerRecord] {
        answer.partitions.flatMap { fetched -> [ConsumerRecord] in
            let asked = fetch.positions.first { $0.partition == fetched.partition }
            guard let asked else { return [] }
            var aborted = AbortedRecords(fetched.aborted)
            return fetched.batches.filter { !aborted.hides($0) && !$0.isControl }.flatMap { batch in
                (try? ConsumerRecord.records(
                    of: batch, in: fetched.partition, from: asked.offset)) ?? []
            }
        }
    }
}
