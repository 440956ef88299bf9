import EventBroker
import EventLog
import Eventlings
import HiddenSuites
import Judge
import Simulation

extension History {
    /// How often each call took effect, with every subject and by subject, in the order in which
    /// they first did.
    var effects: [PlayResult.Effect] {
        var effects: [PlayResult.Effect] = []
        for case .applied(let request, _, changed: true, _) in entries.map(\.moment) {
            for subject in [nil] + request.subjects {
                let call = Phrases.call(request)
                let known = effects.firstIndex { $0.call == call && $0.subject == subject }
                let index = known ?? effects.endIndex
                if known == nil { effects.append(.init(call: call, subject: subject, count: 0)) }
                effects[index].count += 1
            }
        }
        return effects
    }
}

extension History.Request {
    /// What it is about, each once: orders, keys, partitions.
    fileprivate var subjects: [String?] {
        let names: [String] =
            switch self {
            case .poll: []
            case .broker(.offsetCommit(let commit)): commit.offsets.map(\.partition.description)
            case .broker(.produce(let produce)): produce.keys
            case .broker: []
            case .service(let request): request.subjects
            }
        return names.enumerated().filter { !names[..<$0.offset].contains($0.element) }
            .map(\.element)
    }
}

extension Produce {
    fileprivate var keys: [String] {
        ((try? batch.records()) ?? []).compactMap { record in
            record.key.map { String(decoding: $0, as: UTF8.self) }
        }
    }
}

extension ServiceRequest {
    fileprivate var subjects: [String] {
        switch self {
        case .pack, .reserve, .print, .show, .deliver: [subject]
        case .charge(let charge): [Suites.order(paidBy: charge.token)]
        case .begin, .changes: []
        case .save(let changes): changes.writes.map(\.key)
        }
    }
}
