import Eventlings

/// The evidence about an event that never came into the log, and the last call that was for it.
struct UnpublishedEvent {
    private let evidence: PublishingEvidence
    let event: OrderStep
    private let call: PublishingEvidence.Call?

    init?(_ evidence: PublishingEvidence) {
        let orderId = evidence.broken.subject
        guard evidence.broken.invariant == "published",
            let order = PartitionKeySuite.orders.facts.first(where: { $0.orderId == orderId })?
                .order
        else { return nil }
        let published = Set(evidence.log.compactMap { $0.fact?.step.id })
        guard
            let event = PartitionKeySuite.orders.life(of: order)
                .first(where: { !published.contains($0.id) })
        else { return nil }
        self.evidence = evidence
        self.event = event
        call = evidence.calls.last { $0.orderId == orderId }
    }

    var names: [String: String] {
        [
            "order": event.payload.orderId, "event": event.name, "id": event.id,
            "error": stuck?.error ?? "", "open": open?.orderId ?? "",
        ]
    }

    private var sends: [PublishingEvidence.Send] {
        guard let call else { return [] }
        return evidence.sends.filter {
            $0.fact?.step.id == event.id && $0.incarnation == call.incarnation
                && $0.sent > call.began
        }
    }

    /// What is in the log tells something else.
    var isAnotherThere: Bool { evidence.log.contains { $0.fact == nil } }

    /// publish returned although the delivery had been given up.
    var wasErrorSwallowed: Bool {
        guard let returned = call?.returned, let failed = sends.last?.failed else { return false }
        return failed.position < returned
    }

    /// publish returned, and nobody waited for what was still to come.
    var wasNotAwaited: Bool {
        guard let call, let returned = call.returned else { return false }
        let isUnderWay = sends.contains {
            $0.sent < returned && ($0.failed?.position ?? .max) > returned
        }
        return isUnderWay || evidence.crashes[call.incarnation] != nil
            || sends.contains { $0.sent > returned }
    }

    var wasLeftOut: Bool { call?.returned != nil && sends.isEmpty }

    var isPartitionMissing: Bool { stuck?.error?.contains("There is no partition") == true }

    var isStuck: Bool { stuck != nil }

    var isWaitedFor: Bool { open != nil }

    /// The last call of a process whose last three all ended by an error.
    private var stuck: PublishingEvidence.Call? {
        callsByProcess.first { $0.count >= 3 && $0.suffix(3).allSatisfy { $0.error != nil } }?.last
    }

    /// A call that a living process has not come back from.
    private var open: PublishingEvidence.Call? {
        callsByProcess.compactMap(\.last).first {
            $0.returned == nil && $0.error == nil && evidence.crashes[$0.incarnation] == nil
        }
    }

    private var callsByProcess: [[PublishingEvidence.Call]] {
        Dictionary(grouping: evidence.calls, by: \.process).sorted { $0.key < $1.key }.map(\.value)
    }
}
