package import Eventlings

/// What the processes of a world find around them, beside the broker: true there whatever strikes.
package struct Surroundings: Sendable {
    /// What the database has at the beginning.
    package var database = DatabaseState()
    /// How long the payment gateway remembers an idempotency key.
    package var gatewayKeyLifetime = GatewayLedger.usualKeyLifetime
    /// How long calls of a service take, where it matters.
    package var callTimes: [Service: CallTime] = [:]
    /// What can never be done, by what a call is about: "order-2", or a payment token.
    package var poison: [String: Poison] = [:]
    /// Where `FaultSet.transient` strikes: the services, and how often in a row a call may fail.
    package var failing = Set(Service.allCases)
    package var failuresInARow = [1]
    var mostFailuresInARow: Int { failuresInARow.max() ?? 0 }
    /// Whether every call that changes something fails the first time.
    package var failsFirst = false
    /// Whether of the tasks that are ready at the same time the last one runs first.
    package var runsLastFirst = false
    /// When nobody reaches the broker, whatever else strikes.
    package var outage: Outage?
    /// How late an empty poll may return when the world is calm. A suite that judges how soon a group
    /// goes on wants it short: until then its members don't hear of each other.
    package var latestPoll = Duration.seconds(240)
    /// What other services write when the run is so old already: new facts, or old ones once more. A
    /// poll that finds nothing may meanwhile return as late as in calm, where nothing more strikes.
    package var laterInput: [LaterInput]
    /// How long a process that has stopped, as it was asked to, may keep its place in its group; it
    /// must stop by itself, then. Nil where nobody looks.
    package var placeIsFreeWithin: Duration?
    /// What other services write into the partitions by which `FaultSet.morePartitions` lets the
    /// topics grow.
    package var inputAfterGrowth: [InputRecord] = []

    package init(laterInput: [LaterInput] = []) {
        self.laterInput = laterInput
    }
}

/// Requests to the broker have no effect, and no answer.
package struct Outage: Sendable {
    /// Since the beginning.
    package var after: Duration
    package var minutes: Int

    package init(after: Duration, minutes: Int) {
        self.after = after
        self.minutes = minutes
    }
}

/// A record, and how long after the beginning it is written.
package struct LaterInput: Sendable {
    package var record: InputRecord
    package var after: Duration

    package init(_ record: InputRecord, after: Duration) {
        self.record = record
        self.after = after
    }
}

/// How long a service works on a call.
package struct CallTime: Hashable, Sendable {
    package var usual: Duration
    /// With `FaultSet.slow`: others that are sent later overtake it.
    package var slow: Duration
    /// How long the caller waits for the answer. More than `slow`.
    package var timeout: Duration
    /// Instead of the usual, by what a call is about: "order-2".
    package var others: [String: Duration]

    package init(
        usual: Duration = .milliseconds(1), slow: Duration = .milliseconds(100),
        timeout: Duration = .seconds(2), others: [String: Duration] = [:]
    ) {
        self.usual = usual
        self.slow = slow
        self.timeout = timeout
        self.others = others
    }

    /// How long a call about that takes.
    package func usual(about subject: String) -> Duration { others[subject] ?? usual }
}

/// Why something can never be done.
package enum Poison: Hashable, Sendable {
    /// The service refuses it each time.
    case refused
    /// The process dies of it each time, before the call is sent.
    case deadly
}
