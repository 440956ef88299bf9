package import EventLog

/// How a collaborator's handle reaches the service behind it.
package protocol ServiceConnection: Sendable {
    /// Returns the answer; throws `ServiceTimedOut` if none came, and never returns if the calling
    /// process has died.
    func call(_ request: ServiceRequest) async throws(ServiceTimedOut) -> ServiceAnswer

    /// The database as it is at this moment: what a statement of a transaction sees that runs at read
    /// committed. It takes no time of its own.
    var committed: DatabaseState { get }

    /// Hands out the next number of a table's rows.
    func nextID(of table: String) -> Int64

    /// Says that the closure of a transaction has returned or thrown.
    func transactionEnds()
}

extension ServiceConnection {
    /// A call whose answer says no more than that it is done.
    func perform(_ request: ServiceRequest) async throws(ServiceError) {
        let answer: ServiceAnswer
        do {
            answer = try await call(request)
        } catch {
            throw .timedOut
        }
        switch answer {
        case .unavailable: throw .unavailable
        case .refused(let reason): throw .refused(reason)
        default: return
        }
    }
}

/// No answer came. The request may have taken effect, now or later, or not at all.
package struct ServiceTimedOut: Error {
    package init() {}
}

package enum ServiceRequest: Codable, Hashable, Sendable {
    case pack(orderId: String)
    case reserve(orderId: String)
    case charge(ChargeRequest)
    case print(orderId: String)
    case show(TrackedStep)
    case deliver(Mail)
    /// Takes the snapshot that a database transaction reads.
    case begin
    case save(DatabaseChanges)
    /// Reads the change feed.
    case changes(after: Int64, table: String?, limit: Int)

    /// Whether it changes anything, so that it matters whether and when it takes effect.
    package var hasEffect: Bool {
        switch self {
        case .begin, .changes: false
        default: true
        }
    }
}

package enum ServiceAnswer: Codable, Hashable, Sendable {
    case done
    case receipt(Receipt)
    case keyReused
    /// This time it was not done; another time it may be.
    case unavailable
    /// It can never be done.
    case refused(String)
    case snapshot(DatabaseState)
    case changes([DatabaseChange])
    case conflict
}

/// Everything outside the broker that a process can change: a value, changed by `apply` alone.
package struct Services: Hashable, Sendable {
    package var packing = PackingLedger()
    package var warehouse = ReservationLedger()
    package var gateway: GatewayLedger
    package var printer = LabelLedger()
    package var tracking = TrackingLedger()
    package var mailer = MailLedger()
    package var database: DatabaseState

    package init(
        database: DatabaseState = DatabaseState(),
        gatewayKeyLifetime: Duration = GatewayLedger.usualKeyLifetime
    ) {
        self.database = database
        gateway = GatewayLedger(keyLifetime: gatewayKeyLifetime)
    }

    /// Another number whenever something has changed.
    package var changes: Int {
        packing.packed.count + warehouse.reserved.count + gateway.charges.count
            + printer.labels.count + tracking.changes + mailer.sent.count
            + database.version
    }

    /// What tells apart what the services will do from here on, once nobody is left who has read
    /// anything from them.
    ///
    /// - Parameter rest: No longer will they be asked, in milliseconds.
    package func hashStandstill(into hasher: inout Hasher, at now: Timestamp, rest: Int64) {
        hasher.combine(packing)
        hasher.combine(warehouse)
        gateway.hashStandstill(into: &hasher, at: now, rest: rest)
        printer.hashStandstill(into: &hasher, at: now)
        tracking.hashStandstill(into: &hasher)
        mailer.hashStandstill(into: &hasher, at: now)
        database.hashStandstill(into: &hasher)
    }

    package mutating func apply(_ request: ServiceRequest, now: Timestamp) -> ServiceAnswer {
        switch request {
        case .pack(let orderId):
            packing.pack(orderId)
            return .done
        case .reserve(let orderId):
            warehouse.reserve(orderId)
            return .done
        case .charge(let charge): return gateway.charge(charge, now: now)
        case .print(let orderId):
            printer.print(orderId, now: now)
            return .done
        case .show(let step):
            tracking.show(step)
            return .done
        case .deliver(let mail):
            mailer.deliver(mail, now: now)
            return .done
        case .begin: return .snapshot(database)
        case .changes(let position, let table, let limit):
            return database.changes(after: position, table, limit: limit).map { .changes($0) }
                ?? .refused("the database has no change feed")
        case .save(let changes): return database.save(changes) ? .done : .conflict
        }
    }
}
