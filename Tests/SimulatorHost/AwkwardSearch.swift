import Eventlings
import JudgeHost
import Simulation

/// The world of the learner's file `Awkward.swift`: two instances of it, and crashes.
struct AwkwardWorld {
    let trial = Trial(faults: .crash, instances: ["a", "b"]) { _ in }
    let world: World
    /// `Awkward.swift` says which steps it takes.
    static let steps = 28

    init(library path: String) throws {
        var suite = trial.suite
        suite.launch = { solution, process in
            guard var awkward = solution as? any TwoLines else {
                throw WrongUsage("the library is no TwoLines")
            }
            try await awkward.run(
                orders: process.cluster.makeConsumer(groupID: "g"), packing: process.packing)
        }
        HostMachine.start()
        let library = try LearnerLibrary(path: path)
        world = World(
            suite: suite, setup: trial.setup, machine: HostMachine(globals: library.globals)
        ) {
            library.entry.make()
        }
    }
}

/// `awkward LIBRARY STRIDE`: every schedule with up to one crash and, of those with two, one in
/// STRIDE. Says what is wrong in each.
enum AwkwardSearch {
    static func run(_ arguments: [String]) throws {
        let awkward = try AwkwardWorld(library: arguments.argument(0))
        let stride = try arguments.number(1)
        let plain = Tape(world: awkward.trial.setup.id)
        var schedules = [0, 0, 0]
        var pairs = 0
        check(plain, in: awkward.world, &schedules)
        for single in awkward.world.successors(of: plain) {
            check(single, in: awkward.world, &schedules)
            for pair in awkward.world.successors(of: single) {
                pairs += 1
                if pairs.isMultiple(of: stride) { check(pair, in: awkward.world, &schedules) }
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
/// drew at its start.
private struct Lives {
    private(set) var complaints: [String] = []
    private var names: [Int: String] = [:]
    private var done: [Int: Set<String>] = [:]
    private var dead: Set<Int> = []

    init(_ history: History?) {
        for entry in history?.entries ?? [] {
            if let incarnation = entry.incarnation { read(entry.moment, incarnation) }
        }
        if Set(names.values).count != names.count { complaints.append("two lives with one name") }
        for (incarnation, steps) in done.sorted(by: { $0.key < $1.key })
        where !dead.contains(incarnation) && steps.count != AwkwardWorld.steps {
            complaints.append("#\(incarnation) is stuck after \(steps.sorted())")
        }
    }

    private mutating func read(_ moment: History.Moment, _ incarnation: Int) {
        switch moment {
        case .started: done[incarnation] = []
        case .struck(.crashBefore, _), .struck(.crashAfter, _): dead.insert(incarnation)
        case .sent(let request), .applied(let request, _, _, late: false):
            hear("\(request.text)", of: incarnation)
            if case .service(.pack(let step)) = request { recognise(step, incarnation) }
        case .answered(.service(.pack(let step)), _):
            hear("answer to \(step)", of: incarnation)
            done[incarnation]?.insert(step)
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
