import EventLog
import Eventlings

/// The evidence about an event that is in the log while one before it isn't.
struct OvertakenEvent {
    private let evidence: PublishingEvidence
    /// The record that came too early.
    let early: PublishingEvidence.Send
    let missed: OrderStep

    init?(_ evidence: PublishingEvidence) {
        guard evidence.broken.invariant == "as-they-happened" else { return nil }
        var seen = 0
        for send in evidence.log where send.fact?.orderId == evidence.broken.subject {
            guard let fact = send.fact else { continue }
            if fact.place > seen {
                self.evidence = evidence
                early = send
                missed = PartitionKeySuite.orders.life(of: fact.order)[seen]
                return
            }
            seen = max(seen, fact.place + 1)
        }
        return nil
    }

    var names: [String: String] {
        [
            "order": missed.payload.orderId, "early": early.fact?.name ?? "",
            "missed": missed.name,
        ]
    }

    /// When the delivery of the missed event was given up, before the early one was sent.
    private var givenUp: (position: Int, moment: Timestamp)? {
        evidence.sends.last {
            $0.fact?.step.id == missed.id && $0.incarnation == early.incarnation
                && ($0.failed?.position ?? .max) < early.sent
        }?.failed
    }

    var wasErrorSwallowed: Bool {
        guard let givenUp else { return false }
        return early.timestamp >= givenUp.moment
    }

    /// It was in the producer's hands before the missed one was through.
    var wasSentAhead: Bool {
        guard let givenUp else { return false }
        return early.timestamp < givenUp.moment
    }

    var wasSentSideBySide: Bool {
        givenUp == nil && evidence.overtakings.contains { $0 < early.sent }
    }

    var wasSentFirst: Bool {
        !evidence.sends.contains {
            $0.fact?.step.id == missed.id && $0.incarnation == early.incarnation
                && $0.sent < early.sent
        }
    }
}
