import EventBroker
import EventClient
import EventLog
import Synchronization

/// A broker whose answers come when a test says so.
final class HeldConnection: BrokerConnection {
    typealias Completion = @Sendable (Result<BrokerResponse, ConnectionError>) -> Void

    let clientID = "client"
    let clock = ManualClock()
    private let batches = Mutex<[(batch: RecordBatch, complete: Completion)]>([])

    var now: Timestamp { clock.now }

    var sent: [String] {
        batches.withLock { $0.map(\.batch) }.flatMap { (try? $0.records()) ?? [] }
            .map { String(decoding: $0.value ?? [], as: UTF8.self) }
    }

    func send(_ request: BrokerRequest, then complete: @escaping Completion) {
        if case .produce(let produce) = request {
            batches.withLock { $0.append((produce.batch, complete)) }
        } else {
            let topic = FetchMetadata.Topic(name: "orders", partitions: 1)
            complete(.success(.metadata(FetchMetadata.Response(topics: [topic]))))
        }
    }

    /// Of the last batch sent.
    func loseAnswer() { answer(.failure(.timedOut)) }

    func acknowledge(offset: Int64) {
        answer(.success(.produce(Produce.Response(baseOffset: offset))))
    }

    private func answer(_ outcome: Result<BrokerResponse, ConnectionError>) {
        batches.withLock { $0.last }?.complete(outcome)
    }

    func pollBegins() async {}
    func sendBegins() async {}
    func keepAlive(memberID: String, until deadline: Timestamp) {}
    func interrupt() {}
}
