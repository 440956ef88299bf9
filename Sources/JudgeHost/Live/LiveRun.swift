import CVirtualClock
import EventBroker
import EventClient
import EventLog
import Eventlings
import Glibc
import Judge
import Simulation

/// A learner's code in this process, beside a sandbox in another one: it runs in turns, on one thread
/// and by the sandbox's clock.
///
/// `@unchecked Sendable`: the process has one thread.
final class LiveRun: JobSink, @unchecked Sendable {
    typealias Completion = @Sendable (Result<BrokerResponse, ConnectionError>) -> Void

    private struct Timer {
        let due: Int64
        let job: UnownedJob
    }

    let name: String
    private let machine: HostMachine
    private let launch: (LiveRun) async throws -> Void
    private var task: Task<Void, Never>?
    private var ready: [UnownedJob] = []
    private var timers: [Timer] = []
    private var acts: [LivePause.Act] = []
    private var end: LivePause.End?
    private var asked: [Int: Completion] = [:]
    private var called: [Int: UnsafeContinuation<ServiceAnswer, Never>] = [:]
    private var requests = 0
    private var pollsAtThisMoment = 0
    private var numbers: [String: Int64] = [:]
    private var life = 0
    private(set) var topicsVersion = 0
    private let callTimes: [Service: CallTime]
    private(set) var database: DatabaseState

    init(
        _ name: String, machine: HostMachine, surroundings: Surroundings,
        launch: @escaping (LiveRun) async throws -> Void
    ) {
        self.name = name
        self.machine = machine
        callTimes = surroundings.callTimes
        database = surroundings.database
        self.launch = launch
    }

    /// Takes turns until the code is over, or nobody asks any more.
    func takeTurns(on descriptor: Int32) {
        handJobs(to: self)
        while end == nil, let bytes = LiveChannel.receive(on: descriptor),
            let turn = try? LiveMessage.read(LiveTurn.self, from: bytes)
        {
            Worker.beginSchedule()
            LiveChannel.send(LiveMessage.bytes(of: pause(after: turn)), on: descriptor)
        }
    }

    private func pause(after turn: LiveTurn) -> LivePause {
        let isFirst = task == nil
        begin(turn)
        runWhatIsReady()
        collectOutput()
        defer { acts = [] }
        return LivePause(
            acts: acts, wakesAt: timers.map(\.due).min().map(Self.milliseconds), end: end,
            database: isFirst ? database : nil)
    }

    private func begin(_ turn: LiveTurn) {
        let moment = turn.elapsed * Self.millisecond
        if moment > machine.now {
            machine.now = moment
            pollsAtThisMoment = 0
        }
        machine.beginStep()
        topicsVersion = turn.topicsVersion
        if task == nil { start(turn.life) }
        for arrival in turn.arrivals { take(arrival) }
        if turn.isAskedToStop { task?.cancel() }
    }

    private func start(_ life: Int) {
        self.life = life
        machine.randomState = UInt64(life) &* 0x9E37_79B9_7F4A_7C15
        task = Task { [self] in
            do {
                try await launch(self)
                end = .returned
            } catch {
                end = .threw("\(error)")
            }
        }
    }

    private func take(_ arrival: LiveTurn.Arrival) {
        switch arrival {
        case .answered(let id, let response): asked.removeValue(forKey: id)?(.success(response))
        case .unanswered(let id, let isInterrupted):
            asked.removeValue(forKey: id)?(.failure(isInterrupted ? .interrupted : .timedOut))
        case .served(let id, let answer): called.removeValue(forKey: id)?.resume(returning: answer)
        }
    }

    /// Once the code is over, what it has left behind need not go on.
    private func runWhatIsReady() {
        repeat {
            let jobs = ready
            ready = []
            for job in jobs { runJob(job) }
            fireTimers()
        } while !ready.isEmpty && end == nil
    }

    private func fireTimers() {
        let due = timers.filter { $0.due <= machine.now }.sorted { $0.due < $1.due }
        timers.removeAll { $0.due <= machine.now }
        ready += due.map(\.job)
    }

    func enqueue(_ job: UnownedJob) { ready.append(job) }

    func enqueue(_ job: UnownedJob, afterNanoseconds delay: Int64) {
        let (due, overflow) = machine.now.addingReportingOverflow(delay)
        timers.append(Timer(due: overflow ? .max : due, job: job))
    }

    // MARK: What the code does

    private func act(_ act: LivePause.Act) {
        collectOutput()
        acts.append(act)
    }

    private func collectOutput() {
        if let text = machine.takeOutput() { acts.append(.print(text)) }
    }

    func ask(_ request: BrokerRequest, then complete: @escaping Completion) {
        requests += 1
        asked[requests] = complete
        act(.ask(requests, request))
    }

    /// A call of a slow service takes effect after its time, also where its caller is cancelled
    /// meanwhile.
    func call(_ request: ServiceRequest) async -> ServiceAnswer {
        if let time = callTimes[request.service]?.usual(about: request.subject) {
            await Task { _ = try? await Task.sleep(for: time) }.value
        }
        let answer = await withUnsafeContinuation { continuation in
            requests += 1
            called[requests] = continuation
            act(.call(requests, request))
        }
        if case .snapshot(let state) = answer { database = state }
        return answer
    }

    func keepAlive(_ memberID: String, until elapsed: Int64) {
        act(.keepAlive(memberID: memberID, until: elapsed))
    }
    func interrupt() { act(.interrupt) }

    /// Code that polls without end, and waits in none of its polls, must let time pass all the same.
    func pollBegins() async {
        pollsAtThisMoment += 1
        if pollsAtThisMoment > Self.pollsAtOneMoment {
            try? await Task.sleep(for: .milliseconds(100))
        }
    }

    /// Each process has its own stretch of numbers, as with a cached sequence of PostgreSQL's.
    func nextID(of table: String) -> Int64 {
        numbers[table, default: Int64(life - 1) * 1_000] += 1
        return numbers[table] ?? 0
    }

    /// Milliseconds since the sandbox began.
    var elapsed: Int64 { machine.now / Self.millisecond }

    private static let millisecond: Int64 = 1_000_000
    private static let pollsAtOneMoment = 100

    private static func milliseconds(_ nanoseconds: Int64) -> Int64 {
        nanoseconds / millisecond + (nanoseconds % millisecond > 0 ? 1 : 0)
    }
}
