import EventBroker
import Eventlings
import Simulation

/// `points TRIAL`: the choice points of the plain run, by kind, as its history says they should be.
/// Then each schedule with up to one deviation that has drawn another number.
enum ChoicePointCount {
    static func run(_ arguments: [String]) throws {
        let trial = try Trials.named(arguments.argument(0))
        let world = trial.makeWorld()
        let plain = Tape(world: trial.setup.id)
        let due = PointRules(world.play(plain, narrating: true), trial.setup)
        for (kind, count) in due.byKind.sorted(by: { $0.key < $1.key }) { say("\(kind) \(count)") }
        let tapes = [plain] + world.successors(of: plain)
        for tape in tapes {
            let run = world.play(tape, narrating: true)
            let due = PointRules(run, trial.setup).points
            if run.choicePoints != due {
                say("\(tape) has drawn \(run.choicePoints) times in place of \(due)")
            }
        }
        say("\(tapes.count) schedules")
    }
}

/// The rules of grading.md, read from a history: every call is a choice point, but after an empty
/// poll the next polls and whatever changes nothing are none; and a rewind may come with an
/// assignment.
private struct PointRules {
    private(set) var byKind: [String: Int] = [:]
    private let faults: FaultSet
    private var hasPolledEmpty: Set<Int> = []
    private var isNewlyAssigned: Set<Int> = []
    private var committed: [TopicPartition: Int64] = [:]

    var points: Int { byKind.values.reduce(0, +) }

    init(_ run: Run, _ setup: WorldSetup) {
        faults = setup.faults
        if faults.contains(.duplicateAppend) { byKind["input"] = 1 }
        for entry in run.history?.entries ?? [] { read(entry) }
    }

    private mutating func read(_ entry: History.Entry) {
        switch entry.moment {
        case .appended: hasPolledEmpty = []
        case .struck(.rewind, _):
            committed = [:]
            count("start", unless: false)
        case .applied(.broker(.offsetCommit(let commit)), .broker(.done(nil)), _, _):
            for offset in commit.offsets { committed[offset.partition] = offset.offset }
        default: break
        }
        guard let incarnation = entry.incarnation else { return }
        switch entry.moment {
        case .sent(let request): readSent(request, incarnation)
        case .answered(.broker(.syncGroup), _): isNewlyAssigned.insert(incarnation)
        case .answered(.broker(.offsetFetch(let fetch)), _):
            guard isNewlyAssigned.remove(incarnation) != nil else { return }
            let isStart = fetch.partitions.contains { committed[$0, default: 0] > 0 }
            count("start", unless: !isStart || !faults.contains(.rewind))
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
            let isNews = commit.offsets.contains { committed[$0.partition] != $0.offset }
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
