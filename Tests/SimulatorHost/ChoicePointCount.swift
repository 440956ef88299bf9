import EventBroker
import Eventlings
import Simulation

/// `points TRIAL`: how many choice points the plain run has drawn, and how many its history says it
/// should have.
enum ChoicePointCount {
    static func run(_ arguments: [String]) throws {
        let trial = try Trials.named(arguments.argument(0))
        let run = trial.makeWorld().play(Tape(world: trial.setup.id), narrating: true)
        var rules = PointRules()
        for entry in run.history?.entries ?? [] { rules.read(entry) }
        let atTheBeginning = trial.setup.faults.contains(.duplicateAppend) ? 1 : 0
        say("drawn \(run.choicePoints)")
        say("by the rules \(rules.points + atTheBeginning)")
        for (kind, count) in rules.byKind.sorted(by: { $0.key < $1.key }) {
            say("\(kind) \(count)")
        }
    }
}

/// The rules of grading.md, read from a history: every call is a choice point, but none that
/// changes nothing strikes after an empty poll.
private struct PointRules {
    private(set) var byKind: [String: Int] = [:]
    private var hasPolledEmpty: Set<Int> = []
    private var committed: Set<PartitionOffset> = []

    var points: Int { byKind.values.reduce(0, +) }

    mutating func read(_ entry: History.Entry) {
        guard let incarnation = entry.incarnation else { return }
        switch entry.moment {
        case .sent(let request): readSent(request, incarnation)
        case .applied(.broker(.offsetCommit(let commit)), .broker(.done(nil)), _, _):
            committed.formUnion(commit.offsets)
        case .answered(.broker(.fetch), .broker(.fetch(let answer))):
            if answer.partitions.allSatisfy({ $0.batches.isEmpty }) {
                hasPolledEmpty.insert(incarnation)
            } else {
                hasPolledEmpty.remove(incarnation)
            }
        default: break
        }
    }

    private mutating func readSent(_ request: History.Request, _ incarnation: Int) {
        let isIdle = hasPolledEmpty.contains(incarnation)
        switch request {
        case .poll: count("poll", unless: isIdle)
        case .broker(.offsetCommit(let commit)):
            let isNews = !committed.isSuperset(of: commit.offsets)
            if isNews { hasPolledEmpty.remove(incarnation) }
            count("commit", unless: isIdle && !isNews)
        case .service(.begin): count("read", unless: isIdle)
        case .broker(.produce), .service:
            hasPolledEmpty.remove(incarnation)
            count("effect", unless: false)
        case .broker: break
        }
    }

    private mutating func count(_ kind: String, unless isExempt: Bool) {
        if !isExempt { byKind[kind, default: 0] += 1 }
    }
}
