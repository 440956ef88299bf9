import EventBroker
import Eventlings
import Simulation

/// The evidence about how many calls were under way when.
struct LoadEvidence {
    /// What a violation is about that this evidence explains.
    static let tooMany = "calls"
    static let tooSlow = "time"

    /// The calls under way after each change, with the virtual time until the next one.
    private let spans: [(names: [String], nanoseconds: Int64)]
    private let partitions: [String: TopicPartition]
    let subject: String

    init?(_ history: History) {
        subject = Evidence(history).subject
        guard [Self.tooMany, Self.tooSlow].contains(subject) else { return nil }
        var spans: [(names: [String], nanoseconds: Int64)] = []
        var underWay: [(call: Int, name: String)] = []
        var since: Int64 = 0
        for entry in history.entries {
            guard let call = entry.call else { continue }
            let before = underWay
            switch entry.moment {
            case .sent(.service(.show(let step))): underWay.append((call, step.name))
            case .answered(.service, _), .timedOut(.service):
                underWay.removeAll { $0.call == call }
            default: continue
            }
            spans.append((before.map(\.name), entry.at - since))
            since = entry.at
        }
        self.spans = spans + [(underWay.map(\.name), 0)]
        partitions = Dictionary(
            history.records.flatMap { part in part.value.map { ($0.name, part.key) } },
            uniquingKeysWith: { first, _ in first })
    }

    var most: Int { spans.map(\.names.count).max() ?? 0 }

    var names: [String: String] { ["most": "\(most)", "partitions": "\(partitionCount)"] }

    private var partitionCount: Int { Set(partitions.values).count }

    var hasStepsOfOneOrderAtOnce: Bool {
        spans.contains { span in
            Set(span.names.map(StepInput.orderId)).count < span.names.count
        }
    }

    /// As many as there are partitions, and never two of one partition.
    var isOneForEachPartition: Bool {
        most == partitionCount
            && spans.allSatisfy { span in
                Set(span.names.map { partitions[$0] }).count == span.names.count
            }
    }

    /// It was well under way side by side, and then a few lanes had all that was left.
    var isUneven: Bool {
        let total = spans.reduce(0) { $0 + $1.nanoseconds }
        var left = total / 4
        let ending = spans.reversed().prefix { span in
            defer { left -= span.nanoseconds }
            return left > 0
        }
        return most >= 4 && ending.allSatisfy { $0.names.count <= 2 }
    }
}
