import EventBroker
import EventClient
import EventLog
import Synchronization

/// A broker whose answers to batches come when a test says so.
final class HeldConnection: BrokerConnection {
    typealias Completion = @Sendable (Result<BrokerResponse, ConnectionError>) -> Void

    private struct State {
        var held: [(batch: RecordBatch, complete: Completion)] = []
        var watchers: [(count: Int, continuation: CheckedContinuation<Void, Never>)] = []
    }

    let clientID = "client"
    let clock = ManualClock()
    private let state = Mutex(State())

    var now: Timestamp { clock.now }

    /// All that were sent, in order.
    var batches: [RecordBatch] { state.withLock { $0.held.map(\.batch) } }

    /// Their records' values.
    var sent: [String] {
        batches.flatMap { (try? $0.records()) ?? [] }
            .map { String(decoding: $0.value ?? [], as: UTF8.self) }
    }

    func send(_ request: BrokerRequest, then complete: @escaping Completion) {
        switch request {
        case .produce(let produce):
            let watchers = state.withLock { state in
                state.held.append((produce.batch, complete))
                let count = state.held.count
                let reached = state.watchers.filter { $0.count <= count }
                state.watchers.removeAll { $0.count <= count }
                return reached
            }
            for watcher in watchers { watcher.continuation.resume() }
        case .initProducerID:
            let producer = ProducerIdentity(id: 1, epoch: 0)
            complete(.success(.initProducerID(InitProducerID.Response(producer: producer))))
        default:
            let topic = FetchMetadata.Topic(name: "orders", partitions: 1)
            complete(.success(.metadata(FetchMetadata.Response(topics: [topic]))))
        }
    }

    /// Returns when so many batches were sent.
    func hasSent(_ count: Int) async {
        await withCheckedContinuation { continuation in
            let isSent = state.withLock { state in
                if state.held.count >= count { return true }
                state.watchers.append((count, continuation))
                return false
            }
            if isSent { continuation.resume() }
        }
    }

    func loseAnswer(_ index: Int) { answer(index, .failure(.timedOut)) }

    func acknowledge(_ index: Int, offset: Int64) {
        answer(index, .success(.produce(Produce.Response(baseOffset: offset))))
    }

    func refuse(_ index: Int, _ error: ErrorCode) {
        answer(index, .success(.produce(Produce.Response(error: error))))
    }

    private func answer(_ index: Int, _ outcome: Result<BrokerResponse, ConnectionError>) {
        let complete = state.withLock { $0.held[index].complete }
        complete(outcome)
    }

    func sleep(until moment: Timestamp) async { try? await clock.sleep(until: moment) }
    func pollBegins() async {}
    func sendBegins() async {}
    func keepAlive(memberID: String, until deadline: Timestamp) {}
    func interrupt() {}
}
