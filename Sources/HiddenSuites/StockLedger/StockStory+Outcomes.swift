import Eventlings

/// The marks of the mistakes that record what isn't so.
extension StockStory {
    var isSubjectAnOrder: Bool { orders[evidence.subject] != nil }

    /// Accepted by a transaction that left the stock alone, and not taken before.
    var orderAcceptedAndNotTaken: String? {
        guard !isSubjectAnOrder else { return nil }
        let taken = Set(changes.flatMap(ordersTaken).map(\.orderId))
        let alone = evidence.appliedSaves.filter { save in
            !save.writes.contains { $0.table == "stock" }
        }
        return alone.flatMap(accepted).map(\.orderId).first { !taken.contains($0) }
    }

    var orderRefusedNeedlessly: String? {
        outcomes[evidence.subject]?.last == "refused" ? evidence.subject : nil
    }

    /// Whether a call had failed in the life that refused it, after it had the order.
    func hadFailure(_ orderId: String) -> Bool {
        let refusal = evidence.appliedSaves.first { save in
            save.writes.contains { $0.table == Self.outcomeTable && $0.key == orderId }
        }
        guard let refusal,
            let handed = handing(of: orderId, to: refusal.incarnation, before: refusal.sent)
        else { return false }
        return (evidence.failures[refusal.incarnation] ?? []).contains {
            $0 > handed && $0 < refusal.sent
        }
    }
}
