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

    /// Whether `poll` is to end. Asked after each request that may wait long has been sent, since a
    /// wakeup just before had nothing to interrupt.
    var isToStopWaiting: Bool {
        Task.isCancelled || wakeups.isUp.load(ordering: .sequentiallyConsistent)
    }

    func checkWakeup() throws {
        let wasUp = wakeups.isUp.exchange(false, ordering: .sequentiallyConsistent)
        if wasUp { throw ConsumerError.wokenUp }
    }
}
