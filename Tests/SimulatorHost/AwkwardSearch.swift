import Eventlings
import Simulation

/// `awkward LIBRARY STRIDE`: `Awkward.swift` in every schedule with up to one crash or pause and,
/// of those with two, in one of STRIDE. Says what is wrong in each.
enum AwkwardSearch {
    static func run(_ arguments: [String]) throws {
        let world = try LearnerWorld(library: arguments.argument(0)).world
        let stride = try arguments.number(1)
        let plain = Tape(world: world.id)
        var schedules = [0, 0, 0]
        var pairs = 0
        check(plain, in: world, &schedules)
        for single in world.successors(of: plain) {
            check(single, in: world, &schedules)
            for pair in world.successors(of: single) {
                pairs += 1
                if pairs.isMultiple(of: stride) { check(pair, in: world, &schedules) }
            }
        }
        say("schedules \(schedules.map(String.init).joined(separator: " ")) of \(pairs) pairs")
    }

    private static func check(_ tape: Tape, in world: World, _ schedules: inout [Int]) {
        let run = world.play(tape, narrating: true)
        schedules[tape.deviations.count] += 1
        if let finding = run.finding { say("\(tape) wrong: finding \(finding)") }
        if !run.allStruck { say("\(tape) wrong: not all struck") }
        for complaint in Lives(run.history).complaints { say("\(tape) wrong: \(complaint)") }
    }
}

/// What each incarnation did, as it says itself: every print and every call bears the name that it
/// drew at its start, a slash, and the step.
private struct Lives {
    private(set) var complaints: [String] = []
    private var names: [Int: String] = [:]
    private var done: [Int: Set<String>] = [:]
    private var dead: Set<Int> = []

    /// The steps that `Awkward.swift` takes in each life. A life that sees another's variables
    /// counts on from there.
    private static let steps: Set = [
        "task", "immediate", "detached-1", "detached-2", "group-1", "group-2", "group-3",
        "discarding", "let-1", "let-2", "continuation", "stream-1", "stream-2", "stream-3",
        "own-actor-1", "own-actor-2", "global-actor-1", "global-actor-2", "main-actor-1",
        "main-actor-2", "cancelled", "slept", "local-child", "local-task", "polled-r1",
        "polled-r2", "polled-r3",
    ]

    init(_ history: History?) {
        for entry in history?.entries ?? [] {
            if let incarnation = entry.incarnation { read(entry.moment, incarnation) }
        }
        if Set(names.values).count != names.count { complaints.append("two lives with one name") }
        for (incarnation, steps) in done.sorted(by: { $0.key < $1.key })
        where !dead.contains(incarnation) && steps != Self.steps {
            let difference = steps.symmetricDifference(Self.steps).sorted()
            complaints.append("#\(incarnation) is stuck or astray: \(difference)")
        }
    }

    private mutating func read(_ moment: History.Moment, _ incarnation: Int) {
        switch moment {
        case .started: done[incarnation] = []
        case .struck(.crashBefore, _), .struck(.crashAfter, _): dead.insert(incarnation)
        case .sent(let request), .applied(let request, _, _, late: false):
            hear(request.text, of: incarnation)
            if case .service(.pack(let step)) = request { recognise(step, incarnation) }
        case .answered(.service(.pack(let text)), _):
            hear("answer to \(text)", of: incarnation)
            done[incarnation]?.insert(String(text.drop { $0 != "/" }.dropFirst()))
        case .printed(let text):
            for line in text.split(separator: "\n") {
                hear(String(line), of: incarnation)
                recognise(String(line), incarnation)
            }
        case .threw(let error): complaints.append("#\(incarnation) threw \(error)")
        default: break
        }
    }

    private mutating func hear(_ what: String, of incarnation: Int) {
        if dead.contains(incarnation) { complaints.append("dead #\(incarnation): \(what)") }
    }

    private mutating func recognise(_ text: String, _ incarnation: Int) {
        let name = String(text.prefix { $0 != "/" })
        if names[incarnation, default: name] != name {
            complaints.append("#\(incarnation) speaks as \(text)")
        }
        names[incarnation] = name
    }
}
