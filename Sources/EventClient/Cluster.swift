package import EventBroker

/// A broker to make clients for: the live one, or the one of a simulation.
public final class Cluster: Sendable {
    private let connect: @Sendable () -> any BrokerConnection

    /// `connect` is called once for each client.
    package init(connect: @escaping @Sendable () -> any BrokerConnection) {
        self.connect = connect
    }

    /// The broker of this process. Each client has a connection of its own, so that waking one up
    /// leaves the others waiting; `clientID` names the application in its member ids.
    package static func live(broker: LiveBroker, clientID: String = "client") -> Cluster {
        Cluster { LiveConnection(broker: broker, clientID: clientID) }
    }

    /// A consumer as `options` say; without a group it may only `assign` partitions.
    public func makeConsumer(_ options: ConsumerOptions) -> Consumer {
        Consumer(connection: connect(), options: options)
    }

    /// A member of the group `groupID`, all else by default.
    public func makeConsumer(groupID: String) -> Consumer {
        makeConsumer(ConsumerOptions(groupID: groupID))
    }

    /// A producer with a connection of its own.
    public func makeProducer(_ options: ProducerOptions = ProducerOptions()) -> Producer {
        Producer(connection: connect(), options: options)
    }

    /// Topics are made and looked at through it.
    public func makeAdmin() -> Admin {
        Admin(connection: connect())
    }
}
