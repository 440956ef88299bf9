package import EventLog

/// The broker as a value: no task, lock, clock or randomness; all time is handed in.
package struct Broker: Hashable, Sendable {
    package struct Reply: Hashable, Sendable {
        package let id: RequestID
        package let response: BrokerResponse
    }

    private var groups: GroupCoordinator
    private var replies: [Reply] = []

    package init(options: Options = Options()) {
        groups = GroupCoordinator(options: options)
    }
}
