import Simulation

/// The evidence about a step that was shown when one before it had not been.
struct OvertakenStep {
    private let evidence: Evidence
    /// What came too early.
    let early: Evidence.Work
    /// The name of what was passed over.
    let missed: String
    private let hasTaskOvertaken: Bool

    init?(_ history: History) {
        let evidence = Evidence(history)
        let life = StepInput.life(of: evidence.subject, in: evidence.records)
        guard let place = life.firstIndex(of: evidence.subject) else { return nil }
        let isShown = { (name: String) in
            evidence.works.contains { $0.orderId == name && $0.applied != nil }
        }
        let later = evidence.works.filter {
            $0.applied != nil && life[(place + 1)...].contains($0.orderId)
        }
        guard !isShown(evidence.subject), let early = later.last else { return nil }
        self.evidence = evidence
        self.early = early
        missed = evidence.subject
        hasTaskOvertaken = history.entries.contains {
            if case .struck(.overtaken, _) = $0.moment { true } else { false }
        }
    }

    var names: [String: String] {
        ["early": early.orderId, "missed": missed, "order": StepInput.orderId(of: missed)]
    }

    /// What the same life had done for the missed one by then.
    private var tries: [Evidence.Work] {
        evidence.works.filter {
            $0.orderId == missed && $0.incarnation == early.incarnation
                && $0.sent < early.applied ?? .max
        }
    }

    var areSideBySide: Bool {
        tries.contains {
            $0.isUnderWay(at: early.sent) || early.isUnderWay(at: $0.sent)
        }
    }

    var wasFailureLeftBehind: Bool { tries.contains { ($0.failed ?? .max) < early.sent } }

    /// The same life had both in its hands and took the later one.
    var wasSentFirst: Bool {
        tries.isEmpty
            && evidence.handed.contains {
                $0.orderId == missed && $0.incarnation == early.incarnation && $0.poll < early.sent
            }
    }

    var wasSentFirstByLuck: Bool { wasSentFirst && hasTaskOvertaken }
}
