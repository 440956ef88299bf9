import Synchronization

/// Ends a consumer's waiting `poll` from another task.
public struct WakeupHandle: Sendable {
    final class Flag: Sendable {
        let isUp = Atomic(false)
    }

    let flag: Flag
    let connection: any BrokerConnection

    /// The poll that waits, or else the next one, throws `ConsumerError.wokenUp`.
    public func wakeup() {
        flag.isUp.store(true, ordering: .sequentiallyConsistent)
        connection.interrupt()
    }
}

extension Consumer {
    /// May be handed to other tasks, unlike the consumer.
    public var wakeupHandle: WakeupHandle { WakeupHandle(flag: wakeups, connection: connection) }

    func checkWakeup() throws {
        let wasUp = wakeups.isUp.exchange(false, ordering: .sequentiallyConsistent)
        if wasUp { throw ConsumerError.wokenUp }
    }
}
