package import EventBroker
package import EventLog

/// How a client reaches a broker: in this process, or in the simulation.
///
/// Consumer and producer are written against this and nothing else, so the same client code runs
/// in both worlds.
package protocol BrokerConnection: Sendable {
    /// Names the client in member ids, as Kafka's `client.id` does.
    var clientID: String { get }

    var now: Timestamp { get }

    /// Sends a request and hands over its outcome once, or never if this client's process dies.
    func send(
        _ request: BrokerRequest,
        then complete: @escaping @Sendable (Result<BrokerResponse, ConnectionError>) -> Void)

    /// Waits until then, by the clock that `now` shows.
    func sleep(until moment: Timestamp) async

    /// Says that the application has called `poll`; a simulation decides here what happens to it.
    func pollBegins() async

    /// Says that the application has called a producer's `send`; a simulation lets time pass here.
    func sendBegins() async

    /// Whether time may pass there: where it doesn't, nobody need call.
    var sendsTakeTime: Bool { get }

    /// Lets heartbeats for a member go out until then, however long its application works.
    ///
    /// Kafka's client has a thread for this, bounded by the max poll interval. Here the broker's
    /// host asks at each deadline whether the member would have been heard.
    func keepAlive(memberID: String, until deadline: Timestamp)

    /// Says that the application is about to be told that partitions go, or are lost already.
    func givesUp(_ partitions: [TopicPartition], lost: Bool)

    /// Another number whenever topics have grown and this client has noticed, as Kafka's does when it
    /// refreshes its metadata.
    var topicsVersion: Int { get }

    /// Ends what this client waits for at the broker; the senders get `.interrupted`.
    func interrupt()
}

package enum ConnectionError: Error, Hashable, Sendable {
    /// No answer came. The request may have taken effect, now or later, or not at all.
    case timedOut
    /// The client asked to stop waiting.
    case interrupted
}

extension BrokerConnection {
    /// Where somebody else says that topics have changed.
    package var topicsVersion: Int { 0 }

    package var sendsTakeTime: Bool { true }

    /// Where nobody asks what becomes of partitions.
    package func givesUp(_ partitions: [TopicPartition], lost: Bool) {}

    /// Where the process's own clock is the connection's.
    package func sleep(until moment: Timestamp) async {
        let left = moment.milliseconds - now.milliseconds
        if left > 0 { try? await Task.sleep(for: .milliseconds(left)) }
    }

    /// Sends a request and waits for its outcome, but not if `isUnwanted` says so by then: an
    /// `interrupt` that came before the sending has found nothing to end.
    package func send(
        _ request: BrokerRequest, giveUpIf isUnwanted: () -> Bool = { false }
    ) async throws(ConnectionError) -> BrokerResponse {
        let outcome = await withUnsafeContinuation {
            (continuation: UnsafeContinuation<Result<BrokerResponse, ConnectionError>, Never>) in
            send(request) { continuation.resume(returning: $0) }
            if isUnwanted() { interrupt() }
        }
        return try outcome.get()
    }
}

/// Gives a missing answer the name that it has among a client's own errors.
func replacingConnectionError<Answer>(
    by error: any Error, _ body: () async throws -> Answer
) async throws -> Answer {
    do {
        return try await body()
    } catch is ConnectionError {
        throw error
    }
}
