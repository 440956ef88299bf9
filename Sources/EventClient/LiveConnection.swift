package import EventBroker
package import EventLog

/// A client's way to the live broker of this process.
///
/// What it sends goes through one queue, so it reaches the broker in the order in which it was
/// sent. When the client is gone without having closed, the broker is told of it, and the client's
/// members fall out of their groups after their session timeout, as after a crash.
package final class LiveConnection: BrokerConnection {
    private enum Message: Sendable {
        case request(
            BrokerRequest,
            then: @Sendable (Result<BrokerResponse, ConnectionError>) -> Void)
        case keepAlive(memberID: String, until: Timestamp)
        case interrupt
    }

    package let clientID: String
    private let clock: any BrokerClock
    private let outbox: AsyncStream<Message>.Continuation

    package init(broker: LiveBroker, clientID: String) {
        self.clientID = clientID
        clock = broker.clock
        let (messages, outbox) = AsyncStream<Message>.makeStream()
        self.outbox = outbox
        Task {
            let client = await broker.connect()
            for await message in messages {
                await Self.deliver(message, to: broker, from: client)
            }
            await broker.disconnect(client)
        }
    }

    deinit {
        outbox.finish()
    }

    package var now: Timestamp { clock.now }

    package func sleep(until moment: Timestamp) async {
        try? await clock.sleep(until: moment)
    }

    package func send(
        _ request: BrokerRequest,
        then complete: @escaping @Sendable (Result<BrokerResponse, ConnectionError>) -> Void
    ) {
        outbox.yield(.request(request, then: complete))
    }

    /// Nothing happens to an application by plan where there is no simulation.
    package func pollBegins() async {}
    package func sendBegins() async {}
    package var sendsTakeTime: Bool { false }

    package func keepAlive(memberID: String, until deadline: Timestamp) {
        outbox.yield(.keepAlive(memberID: memberID, until: deadline))
    }

    package func interrupt() {
        outbox.yield(.interrupt)
    }

    private static func deliver(
        _ message: Message, to broker: LiveBroker, from client: LiveBroker.ClientID
    ) async {
        switch message {
        case .request(let request, let complete):
            await broker.send(request, from: client) { response in
                complete(response.map { .success($0) } ?? .failure(.interrupted))
            }
        case .keepAlive(let memberID, let deadline):
            await broker.keepAlive(memberID: memberID, of: client, until: deadline)
        case .interrupt: await broker.interrupt(client)
        }
    }
}
