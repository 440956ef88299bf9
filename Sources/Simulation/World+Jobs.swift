/// Every job belongs to the process that was running when its task was first seen. An actor's own
/// jobs (id 0) belong to whoever runs.
extension World: JobSink {
    package func enqueue(_ job: UnownedJob) {
        ready.append(ReadyJob(job: job, owner: owner(of: job)))
    }

    package func enqueue(_ job: UnownedJob, afterNanoseconds delay: Int64) {
        let owner = owner(of: job)
        if owner >= 0 { incarnations[owner].timers += 1 }
        let (moment, overflow) = machine.now.addingReportingOverflow(delay)
        schedule(.timer(job, owner: owner), at: overflow ? .max : moment)
    }

    private func owner(of job: UnownedJob) -> Int {
        let id = taskID(of: job)
        if id == 0 { return current ?? Self.nobody }
        if let known = owners[id] { return known }
        let owner = current ?? Self.nobody
        owners[id] = owner
        return owner
    }

    /// Owns what is enqueued between two runs.
    private static let nobody = -1

    func runNextJob() {
        if setup.surroundings.runsLastFirst { turnRound() }
        letAnotherJobOvertake()
        let next = ready[readyHead]
        readyHead += 1
        if readyHead == ready.count {
            ready.removeAll(keepingCapacity: true)
            readyHead = 0
        }
        run(next.job, of: next.owner)
    }

    /// Those that become ready meanwhile wait for the next round: whoever only yields keeps nobody
    /// from running.
    private func turnRound() {
        if readyHead == 0 { readyRound = 0 }
        guard readyHead >= readyRound else { return }
        ready[readyHead...].reverse()
        readyRound = ready.count
    }

    /// Of two jobs of one process that are ready either may run first; but programs whose tasks
    /// wait for each other by yielding must not have choice points without end.
    private func letAnotherJobOvertake() {
        guard readyHead + 1 < ready.count, orderChoices < Self.orderChoiceLimit else { return }
        let owner = ready[readyHead].owner
        guard owner >= 0, ready[readyHead + 1].owner == owner,
            incarnations[owner].state == .running
        else { return }
        orderChoices += 1
        guard draw(.order) == .overtaken else { return }
        ready.swapAt(readyHead, readyHead + 1)
        note(.struck(.overtaken, nil), by: owner)
    }

    /// A dead process's job is dropped, a paused one's is kept for its awakening.
    private func run(_ job: UnownedJob, of owner: Int) {
        guard owner >= 0 else { return }
        switch incarnations[owner].state {
        case .dead, .ended: return
        case .paused:
            incarnations[owner].held.append(job)
            return
        case .running: break
        }
        steps += 1
        allSteps += 1
        stepsSinceCall += 1
        if steps > Self.stepLimit { finding = finding ?? .restless }
        inside(owner) { SimulationExecutor.shared.run(job) }
    }

    /// Runs code of a process: with its globals, its random stream and its output lane.
    func inside(_ incarnation: Int, _ body: () -> Void) {
        load(incarnation)
        let outer = current
        current = incarnation
        machine.beginStep()
        body()
        current = outer
        collectOutput(of: incarnation)
    }

    func collectOutput(of incarnation: Int) {
        guard let text = machine.takeOutput(), incarnations[incarnation].state != .dead else {
            return
        }
        printedBytes += text.utf8.count
        note(.printed(text), by: incarnation)
        if printedBytes > Self.outputLimit { finding = finding ?? .flood }
    }

    private func load(_ incarnation: Int) {
        guard loaded != incarnation else { return }
        if let loaded {
            incarnations[loaded].globals = machine.saveGlobals()
            incarnations[loaded].randomState = machine.randomState
        }
        machine.restoreGlobals(incarnations[incarnation].globals)
        machine.randomState = incarnations[incarnation].randomState
        machine.processID = incarnations[incarnation].processID
        machine.wallClockOffset = instances[incarnations[incarnation].instance].clockOffset
        loaded = incarnation
    }

    /// A wake-up that makes nothing ready is that of a cancelled sleep: it must not move the clock.
    func fire(_ job: UnownedJob, _ owner: Int, at moment: Int64) {
        guard owner >= 0 else { return }
        incarnations[owner].timers -= 1
        let before = (now: machine.now, ready: ready.count, events: eventCount, calls: calls.count)
        machine.now = max(machine.now, moment)
        run(job, of: owner)
        let after = (ready: ready.count, events: eventCount, calls: calls.count)
        if after == (before.ready, before.events, before.calls), incarnations[owner].held.isEmpty {
            machine.now = before.now
        }
    }

    private static let orderChoiceLimit = 64
    private static let stepLimit = 2_000_000
    private static let outputLimit = 1 << 18
}
