import EventBroker
import EventClient
import EventLog
import Synchronization

/// The way from a sandbox's clients to its broker: carries out what `NetworkState` decides.
final class Network: Sendable {
    /// Never nil but while it is changed: a second reference would make each change a copy.
    private let state: Mutex<NetworkState?>

    init(broker: Broker) {
        state = Mutex(NetworkState(broker: broker))
    }

    /// A look at the state, or a change of it that nobody need hear of.
    func with<Value>(_ body: (inout NetworkState) -> Value) -> Value {
        state.withLock { state in
            guard var taken = state.take() else { preconditionFailure("It is changed already.") }
            defer { state = taken }
            return body(&taken)
        }
    }

    /// A change, and its consequences for those who wait. They hear of it with the lock released:
    /// some send their next request at once.
    func deliver(_ change: (inout NetworkState) -> [NetworkState.Delivery]) {
        for delivery in with(change) { delivery() }
    }

    func note(_ event: SandboxEvent) {
        with { $0.note(event) }
    }
}

/// One client's connection to the sandbox's broker.
struct NetworkConnection: BrokerConnection {
    let network: Network
    let client: ClientID
    let clientID: String

    var now: Timestamp { network.with { $0.now } }

    func send(
        _ request: BrokerRequest,
        then complete: @escaping @Sendable (Result<BrokerResponse, ConnectionError>) -> Void
    ) {
        network.deliver { $0.send(request, from: client, then: complete) }
    }

    func sleep(until moment: Timestamp) async {
        await withUnsafeContinuation { (continuation: UnsafeContinuation<Void, Never>) in
            network.deliver { $0.sleep(client, until: moment) { continuation.resume() } }
        }
    }

    func pollBegins() async {}
    func sendBegins() async {}

    /// A member that is neither paused nor dead counts as polling, however long a learner reads.
    func keepAlive(memberID: String, until deadline: Timestamp) {
        network.with { $0.keepAlive(memberID, of: client) }
    }

    func interrupt() {
        network.deliver { $0.interrupt(client) }
    }
}
