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

    /// Its last outcome is another than the one before.
    var orderWithChangedOutcome: String? {
        let told = outcomes[evidence.subject]?.suffix(2) ?? []
        let isChanged = Set(told).count == 2 && told.allSatisfy(StockPlan.outcomes.contains)
        return isChanged && lastOutcomes[evidence.subject] != nil ? evidence.subject : nil
    }

    var orderRefusedNeedlessly: String? {
        lastOutcomes[evidence.subject] == "refused" ? evidence.subject : nil
    }

    /// Of one of its articles it asks for all that was there when it was refused.
    var orderRefusedThatTakesTheLast: String? {
        guard let orderId = orderRefusedNeedlessly, let order = orders[orderId],
            let refused = refusal(of: orderId)?.applied
        else { return nil }
        let stock = changes.first { $0.applied > refused }?.before ?? stock
        return order.lines.contains { stock[$0.sku] == $0.quantity } ? orderId : nil
    }

    /// A run of the same transaction had accepted it, and got in another one's way. What was saved
    /// meanwhile is stock and outcomes, nothing else that the second run could have read.
    var orderRefusedByTheSecondRun: String? {
        guard let orderId = orderRefusedNeedlessly, let refusal = refusal(of: orderId),
            let run = evidence.saves.last(where: {
                $0.incarnation == refusal.incarnation && $0.sent < refusal.sent
            }), run.applied == nil, run.failed == nil,
            accepted(by: run).contains(where: { $0.orderId == orderId }),
            let begin = evidence.begins[run.incarnation]?.last(where: { $0.sent < run.sent })
        else { return nil }
        let others = evidence.appliedSaves.filter {
            $0.applied ?? 0 > begin.sent && $0.applied ?? 0 < refusal.sent
        }
        return others.flatMap(\.writes).contains(where: \.isOwnTable) ? nil : orderId
    }

    private func refusal(of orderId: String) -> Evidence.Save? {
        evidence.appliedSaves.last { save in
            save.writes.contains { $0.table == Self.outcomeTable && $0.key == orderId }
        }
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
