import EventLog

extension ConsumerGroup {
    struct Member: Hashable, Sendable {
        /// A static member that comes back has a new one.
        var id: String
        let groupInstanceID: String?
        let clientID: String
        var sessionTimeout: Int64
        var rebalanceTimeout: Int64
        /// In the member's order of preference.
        var assignors: [JoinGroup.Assignor]
        var assignment: [TopicPartition] = []
        var parked = Parked.nothing
        /// When the member is taken for gone unless it gives a sign of life.
        var sessionDeadline: Timestamp
        /// Until its first JoinGroup is answered.
        var isNew = true
        /// Since the last join phase.
        var hasSynced = false

        init(_ request: JoinGroup, id: String, sessionDeadline: Timestamp) {
            self.id = id
            groupInstanceID = request.groupInstanceID
            clientID = request.clientID
            sessionTimeout = request.sessionTimeoutMilliseconds
            rebalanceTimeout = request.rebalanceTimeoutMilliseconds
            assignors = request.assignors
            self.sessionDeadline = sessionDeadline
        }

        /// The request of a member that the coordinator will answer later; without an id if its
        /// sender has gone. The member counts as joined or synced all the same, as in Kafka, where
        /// the broker doesn't notice that a muted connection is closed.
        enum Parked: Hashable, Sendable {
            case nothing
            case join(RequestID?)
            case sync(RequestID?)
        }

        var isJoining: Bool {
            if case .join = parked { true } else { false }
        }

        /// Nil while a parked request vouches for the member (`hasSatisfiedHeartbeat` in Kafka).
        var expiry: Timestamp? {
            parked == .nothing || isNew ? sessionDeadline : nil
        }

        func isExpired(at now: Timestamp) -> Bool {
            guard let expiry else { return false }
            return expiry <= now
        }

        func supports(_ assignor: String) -> Bool {
            assignors.contains { $0.name == assignor }
        }

        func subscription(for assignor: String) -> Subscription? {
            assignors.first { $0.name == assignor }?.subscription
        }

        mutating func update(_ request: JoinGroup) {
            sessionTimeout = request.sessionTimeoutMilliseconds
            rebalanceTimeout = request.rebalanceTimeoutMilliseconds
            assignors = request.assignors
        }

        mutating func renewSession(now: Timestamp) {
            sessionDeadline = now.advanced(byMilliseconds: sessionTimeout)
        }

        /// A heartbeat that came without a request. A new member has none to send yet.
        mutating func count(_ heartbeat: Timestamp?) {
            guard !isNew, let heartbeat else { return }
            let renewed = heartbeat.advanced(byMilliseconds: sessionTimeout)
            sessionDeadline = max(sessionDeadline, renewed)
        }

        /// Its parked request counts on, and nobody gets the answer.
        mutating func forgetSender() {
            switch parked {
            case .join: parked = .join(nil)
            case .sync: parked = .sync(nil)
            case .nothing: break
            }
        }
    }

    /// A member id that was given out and hasn't been used yet (KIP-394).
    struct PendingMember: Hashable, Sendable {
        let id: String
        let deadline: Timestamp
    }
}
