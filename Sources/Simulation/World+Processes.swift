import EventLog

/// The process contract: what happens around the learner's code.
extension World {
    func start(_ index: Int) {
        instances[index].starts += 1
        instances[index].isAway = false
        let isRestart = instances[index].starts > 1
        let number = incarnations.count
        instances[index].incarnation = number
        let seed = Self.seed(instance: index, start: instances[index].starts)
        incarnations.append(
            Incarnation(
                instance: index, processID: Self.processID(from: seed),
                globals: machine.pristineGlobals, randomState: seed))
        note(.started(restart: isRestart), by: number)
        let process = SimulatedProcess(
            world: self, incarnation: number, name: instances[index].name)
        inside(number) {
            incarnations[number].task = Task { [self] in
                do {
                    try await suite.launch(makeSolution(), process)
                    runIsOver(number, throwing: nil)
                } catch {
                    runIsOver(number, throwing: error)
                }
            }
        }
    }

    /// A fresh stream for each life: `UUID()` differs after a restart, and repeats in a replay.
    private static func seed(instance: Int, start: Int) -> UInt64 {
        UInt64(instance + 1) &* 0x9E37_79B9_7F4A_7C15 ^ UInt64(start) &* 0xD1B5_4A32_D192_ED03
    }

    /// Another one in each life, as large as Linux's are by default.
    private static func processID(from seed: UInt64) -> Int32 {
        2 + Int32(seed >> 49)
    }

    /// A throw ends the process, and its supervisor starts it again. A return is right only if it
    /// was asked for.
    private func runIsOver(_ number: Int, throwing error: (any Error)?) {
        guard incarnations[number].state == .running else { return }
        collectOutput(of: number)
        incarnations[number].state = .ended
        incarnations[number].stoppedAt = now
        note(error.map { .threw("\($0)") } ?? .returned, by: number)
        let instance = incarnations[number].instance
        if error == nil, !incarnations[number].isAskedToStop {
            finding = finding ?? .returned
            return
        }
        if !incarnations[number].isAskedToStop, !incarnations[number].hasChangedAnything {
            instances[instance].vainStarts += 1
        }
        watchPlace(of: number)
        schedule(.start(instance: instance), at: now + restartDelay(of: instance))
    }

    /// What dies again and again without any progress is started again ever later.
    func restartDelay(of instance: Int) -> Int64 {
        Self.restartDelay(afterVainStarts: instances[instance].vainStarts)
            + (instances[instance].isAway ? Self.absence : 0)
    }

    /// Whether its process has thrown again and again and changed nothing: a program that does so for
    /// ever would have no end of choice points.
    func startsInVain(_ incarnation: Int) -> Bool {
        instances[incarnations[incarnation].instance].vainStarts >= 2
    }

    func crash(_ number: Int) {
        let isAway = instances[incarnations[number].instance].isAway
        crash(number, restartingAfter: Self.restartDelay + (isAway ? Self.absence : 0))
    }

    func crash(_ number: Int, restartingAfter delay: Int64) {
        guard incarnations[number].isAlive else { return }
        incarnations[number].state = .dead
        incarnations[number].stoppedAt = incarnations[number].stoppedAt ?? now
        schedule(.start(instance: incarnations[number].instance), at: now + delay)
    }

    /// Asks a process to stop; what is left of it after the grace is killed.
    func deploy(_ number: Int) {
        incarnations[number].isAskedToStop = true
        schedule(.endOfGrace(incarnation: number), at: now + Self.grace)
        inside(number) { incarnations[number].task?.cancel() }
    }

    /// As `deploy`, but nobody comes in its place for a while: the others must do its work.
    func leave(_ number: Int) {
        instances[incarnations[number].instance].isAway = true
        deploy(number)
    }

    /// The wall clock of its machine is set; the clock that only counts is not.
    func jumpClock(of number: Int, forwards: Bool) {
        let instance = incarnations[number].instance
        instances[instance].clockOffset += forwards ? Self.clockJump : -Self.clockJump
        if loaded == number { machine.wallClockOffset = instances[instance].clockOffset }
    }

    func endGrace(of number: Int) {
        guard incarnations[number].isAlive else { return }
        note(.killed, by: number)
        if setup.surroundings.placeIsFreeWithin != nil { noteKeptPlace(of: number) }
        crash(number)
    }

    /// Long enough for the group to take the process's partitions away.
    func pause(_ number: Int) {
        incarnations[number].state = .paused
        incarnations[number].stoppedAt = now
        schedule(.wake(incarnation: number), at: now + Self.pauseLength)
    }

    func wake(_ number: Int) {
        guard incarnations[number].state == .paused else { return }
        incarnations[number].state = .running
        incarnations[number].stoppedAt = nil
        note(.woke, by: number)
        if let call = incarnations[number].heldCall {
            incarnations[number].heldCall = nil
            calls[call].strike = nil
            schedule(.apply(call: call), at: now + handlingTime(of: call))
        }
        for poll in take(\.heldPolls, of: number) { inside(number) { poll.resume() } }
        for (request, completion) in take(\.heldRequests, of: number) {
            begin(request, completion, by: number)
        }
        for job in take(\.held, of: number) { ready.append(ReadyJob(job: job, owner: number)) }
    }

    private func take<Element>(
        _ held: WritableKeyPath<Incarnation, [Element]>, of number: Int
    ) -> [Element] {
        defer { incarnations[number][keyPath: held] = [] }
        return incarnations[number][keyPath: held]
    }

    func startSpareInstance() {
        guard let spare = instances.firstIndex(where: { $0.isSpare && $0.starts == 0 }) else {
            return
        }
        schedule(.start(instance: spare), at: now)
    }

    /// When this member was last heard: Kafka's client has a thread that sends its heartbeats.
    func lastHeartbeat(of memberID: String) -> Timestamp? {
        guard let member = members.last(where: { $0.id == memberID }) else { return nil }
        let stopped = incarnations[member.incarnation].stoppedAt ?? now
        let last = min(stopped, troubles.brokerAwaySince ?? stopped)
        let heard = Self.timestamp(at: last)
        return min(heard, member.until)
    }

    private static let restartDelay = second
    private static let grace = 30 * second
    /// Of an instance that has left, until it comes again.
    private static let absence = 60 * second
    private static let clockJump = 3_600 * second
    /// A session timeout of 10 s, the 3 s until the other members' next heartbeat tells them, and
    /// time for them to join and to work.
    private static let pauseLength = pauseSeconds * second
    package static let pauseSeconds: Int64 = 15

    /// A process that throws again and again is started again ever later, at most every 5 minutes,
    /// as Kubernetes does.
    private static func restartDelay(afterVainStarts count: Int) -> Int64 {
        min(restartDelay << max(0, min(count, 20) - 5), 300 * second)
    }
}
