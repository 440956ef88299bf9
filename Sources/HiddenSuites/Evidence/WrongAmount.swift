import Eventlings
import FoundationEssentials
import Simulation

/// The evidence about an order of which another amount was taken than its total.
struct WrongAmount {
    let orderId: String
    let charged: Money
    let total: Money

    init?(_ evidence: Evidence) {
        let record = evidence.records.values.joined().first { $0.name == evidence.subject }
        let last = evidence.works.last { $0.orderId == evidence.subject && $0.applied != nil }
        guard let record, let charge = last?.charge,
            let event = try? JSONDecoder().decode(
                Event<OrderPlaced>.self, from: Data(record.value)),
            event.payload.total != charge.amount
        else { return nil }
        (orderId, charged, total) = (evidence.subject, charge.amount, event.payload.total)
    }
}
