package import EventBroker
package import Eventlings

/// What happened in one run, complete and in order.
package struct History: Sendable {
    package struct Entry: Sendable {
        /// Virtual nanoseconds since the run began.
        package var at: Int64
        /// Counted over the whole run; nil for what no process did.
        package var incarnation: Int?
        /// "billing-1"; empty for what no process did.
        package var process: String
        /// Joins what was sent with what came of it.
        package var call: Int?
        package var moment: Moment
        /// The broker's offsets after it, for readers.
        package var brokerState: [String]
    }

    /// Indirect, for each of a schedule's calls copies it several times on its way.
    package indirect enum Request: Hashable, Sendable {
        case poll
        case broker(BrokerRequest)
        case service(ServiceRequest)
    }

    package indirect enum Answer: Sendable {
        case broker(BrokerResponse)
        case service(ServiceAnswer)
    }

    package enum Moment: Sendable {
        case started(restart: Bool)
        case sent(Request)
        /// `changed` says whether the world is another one now (a charge with a known key changes
        /// nothing).
        case applied(Request, Answer, changed: Bool, late: Bool)
        case answered(Request, Answer)
        case timedOut(Request)
        /// The deviation, at the call that it hit.
        case struck(Strike, Request?)
        case woke
        /// Its application is told that partitions go, or that they have gone to others already.
        case gaveUp([TopicPartition], lost: Bool)
        /// Its client has left the group, since the application did not poll in time.
        case pollIntervalPassed
        /// The call was about something of which its process dies each time.
        case diedOf(Request)
        /// The contract's function is called for an errand: `publish`, "order-1".
        case called(function: String, errand: String)
        /// The contract's function ended by an error, and its process with it.
        case threw(String)
        case returned
        case killed
        case printed(String)
        case appended(record: String, partition: TopicPartition, isAgain: Bool)
        /// A transaction's closure has returned or thrown; what it saves is sent after that.
        case transactionEnded
        case broke(invariant: Int, Violation)
    }

    package init() {}

    init(records: [TopicPartition: [InputRecord]]) {
        self.records = records
    }

    package internal(set) var entries: [Entry] = []
    /// What stands at each offset, by partition.
    package internal(set) var records: [TopicPartition: [InputRecord]] = [:]
}
