package import EventBroker

/// A broker to make clients for: the live one, or the one of a simulation.
public final class Cluster: Sendable {
    private let connect: @Sendable () -> any BrokerConnection
    private let maxPollInterval: Duration?

    /// `connect` is called once for each client. `maxPollInterval` is a rule of the cluster's
    /// operators: no consumer may take longer between two polls, whatever its options say.
    package init(
        maxPollInterval: Duration? = nil, connect: @escaping @Sendable () -> any BrokerConnection
    ) {
        self.maxPollInterval = maxPollInterval
        self.connect = connect
    }

    /// The broker of this process. Each client has a connection of its own, so that waking one up
    /// leaves the others waiting; `clientID` names the application in its member ids.
    package static func live(broker: LiveBroker, clientID: String = "client") -> Cluster {
        Cluster { LiveConnection(broker: broker, clientID: clientID) }
    }

    /// A consumer as `options` say; without a group it may only `assign` partitions.
    public func makeConsumer(_ options: ConsumerOptions) -> Consumer {
        var options = options
        if let maxPollInterval {
            options.maxPollInterval = min(options.maxPollInterval, maxPollInterval)
        }
        return Consumer(connection: connect(), options: options)
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
