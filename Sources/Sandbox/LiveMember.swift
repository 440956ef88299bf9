import EventBroker
import EventClient
import EventLog
import Eventlings

/// A member that works by itself: somebody's code in a process of its own, driven by the sandbox's clock.
final class LiveMember {
    typealias Start = () throws(SandboxError) -> any LiveProgram

    let name: String
    let exercise: String
    /// The how-many-th process of the sandbox it is.
    let life: Int
    let client: ClientID
    let desk = LiveDesk()
    let start: Start
    let program: any LiveProgram
    var condition = MemberCondition.running
    var isAskedToStop = false
    /// Another number whenever its topics have grown and it has had the time to notice.
    var topicsVersion = 0
    /// Milliseconds since the sandbox began.
    private var wakesAt: Int64?
    /// Until when the members of groups that it is must poll again, by their ids.
    private var pollDeadlines: [String: Int64] = [:]
    private var hasBegun = false
    private var isToBeTold = false

    init(
        _ name: String, exercise: String, life: Int, on network: Network, start: @escaping Start
    ) throws(SandboxError) {
        program = try start()
        self.name = name
        self.exercise = exercise
        self.life = life
        self.start = start
        client = network.with { $0.connect(name) }
    }

    /// When it goes on by itself, or is late.
    var nextDeadline: Timestamp? {
        guard condition == .running else { return nil }
        let next = ([wakesAt].compactMap { $0 } + pollDeadlines.values).min()
        return next.map { Sandbox.start.advanced(byMilliseconds: $0) }
    }

    func keepAlive(_ memberID: String, until elapsed: Int64) {
        pollDeadlines[memberID] = elapsed
    }

    /// Those that have not polled in time. Each is named once.
    func takeOverdue(at elapsed: Int64) -> [String] {
        let overdue = pollDeadlines.filter { $0.value <= elapsed }.keys.sorted()
        for memberID in overdue { pollDeadlines[memberID] = nil }
        return overdue
    }

    func askToStop() {
        isAskedToStop = true
        isToBeTold = true
    }

    func hasSomethingToDo(at elapsed: Int64) -> Bool {
        guard condition == .running else { return false }
        return !hasBegun || isToBeTold || desk.hasMail || wakesAt.map { $0 <= elapsed } ?? false
    }

    func takeTurn(at elapsed: Int64) -> LiveAnswer {
        hasBegun = true
        isToBeTold = false
        let turn = LiveTurn(
            life: life, elapsed: elapsed, arrivals: desk.takeMail(), topicsVersion: topicsVersion,
            isAskedToStop: isAskedToStop)
        let answer = program.answer(to: turn)
        if case .paused(let pause) = answer { wakesAt = pause.wakesAt }
        return answer
    }

    func end(as condition: MemberCondition) {
        self.condition = condition
        program.end()
    }
}
