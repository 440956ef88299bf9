package import EventBroker

/// What a process beside the sandbox is told: the time, and what has arrived for it since its last
/// pause. It runs until it has nothing more to do, and answers with a `LivePause`.
package struct LiveTurn: Codable, Hashable, Sendable {
    package enum Arrival: Codable, Hashable, Sendable {
        /// The broker's answer to the request of that number.
        case answered(Int, BrokerResponse)
        /// No answer comes: the time is up, or the client itself has asked not to wait.
        case unanswered(Int, isInterrupted: Bool)
        case served(Int, ServiceAnswer)
    }

    /// The how-many-th process of the sandbox it is, counted from 1.
    package var life: Int
    /// Milliseconds since the sandbox began.
    package var elapsed: Int64
    package var arrivals: [Arrival]
    /// Another number whenever topics have grown and clients have noticed.
    package var topicsVersion: Int
    package var isAskedToStop: Bool

    package init(
        life: Int, elapsed: Int64, arrivals: [Arrival] = [], topicsVersion: Int = 0,
        isAskedToStop: Bool = false
    ) {
        self.life = life
        self.elapsed = elapsed
        self.arrivals = arrivals
        self.topicsVersion = topicsVersion
        self.isAskedToStop = isAskedToStop
    }
}

/// What a process beside the sandbox has done in its turn, and when it will go on by itself.
package struct LivePause: Codable, Hashable, Sendable {
    package enum Act: Codable, Hashable, Sendable {
        /// A request to the broker; its answer comes under this number.
        case ask(Int, BrokerRequest)
        case call(Int, ServiceRequest)
        case print(String)
        /// The member's application has polled, and must do so again by then: milliseconds since the
        /// sandbox began.
        case keepAlive(memberID: String, until: Int64)
        /// It no longer waits for what it has asked the broker.
        case interrupt
    }

    package enum End: Codable, Hashable, Sendable {
        case returned
        case threw(String)
    }

    /// In their order.
    package var acts: [Act]
    /// Milliseconds since the sandbox began; nil where it sleeps for nothing.
    package var wakesAt: Int64?
    /// Nil while it runs.
    package var end: End?
    /// What the exercise's database has at the beginning; only in the first pause of a process.
    package var database: DatabaseState?

    package init(
        acts: [Act] = [], wakesAt: Int64? = nil, end: End? = nil, database: DatabaseState? = nil
    ) {
        self.acts = acts
        self.wakesAt = wakesAt
        self.end = end
        self.database = database
    }
}
