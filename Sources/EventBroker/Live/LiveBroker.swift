package import EventLog

/// A broker that runs: it gives a `Broker` the time, wakes it when something is due, and keeps the
/// callers waiting whose requests are parked.
package actor LiveBroker {
    /// Somebody who sends requests, and who can be woken up or go.
    package struct ClientID: Hashable, Sendable {
        fileprivate let rawValue: Int
    }

    /// A parked request was given up: by `interrupt`, `disconnect` or the end of its task.
    package struct Interrupted: Error {}

    private struct Waiting {
        let client: ClientID
        let complete: @Sendable (BrokerResponse?) -> Void
    }

    package nonisolated let clock: any BrokerClock
    private var core: Broker
    /// A member that has been silent for longer has no session any more.
    private let longestSession: Int64
    private var waiting: [RequestID: Waiting] = [:]
    private var requestsSeen = 0
    private var clientsSeen = 0
    private var isAboutToDeliver = false
    /// What a client's background thread does in Kafka: it sends heartbeats for a member, until the
    /// application has not polled for too long; then it leaves the group.
    private struct Heartbeats {
        let client: ClientID
        var until: Timestamp
        /// Whether the client is there to send the LeaveGroup.
        var endInLeaving = true
    }

    /// By member id.
    private var heartbeats: [String: Heartbeats] = [:]
    /// No heartbeats end before it.
    private var nextPollDeadline: Timestamp?
    private var alarm: (deadline: Timestamp, task: Task<Void, Never>)?

    package init(options: Broker.Options = Broker.Options(), clock: any BrokerClock) {
        core = Broker(options: options)
        longestSession = options.sessionTimeoutMilliseconds.upperBound
        self.clock = clock
    }

    /// A broker that goes on with what lies in a folder.
    ///
    /// - Throws: `LogFileError` if a log can't be read, `DataFolderError`.
    package init(
        options: Broker.Options = Broker.Options(), on storage: DiskStorage, clock: any BrokerClock
    ) throws {
        core = try Broker(options: options, on: storage, now: clock.now)
        longestSession = options.sessionTimeoutMilliseconds.upperBound
        self.clock = clock
    }

    /// Flushes everything at the end of its life.
    package func close() throws(LogFileError) { try core.close() }

    deinit {
        alarm?.task.cancel()
    }

    package func connect() -> ClientID {
        clientsSeen += 1
        return ClientID(rawValue: clientsSeen)
    }

    /// Returns the broker's answer, however long the request is parked.
    package func send(
        _ request: BrokerRequest, from client: ClientID
    ) async throws(Interrupted) -> BrokerResponse {
        let id = nextRequestID()
        let response = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                handle(request, id, from: client) { continuation.resume(returning: $0) }
                // The handler below may have run before there was anything to give up.
                if Task.isCancelled { giveUp(id) }
            }
        } onCancel: {
            Task { await self.giveUp(id) }
        }
        guard let response else { throw Interrupted() }
        return response
    }

    /// Hands the answer over once, however long the request is parked; nil if it is given up.
    ///
    /// The broker has the request when this returns, so whoever awaits it between two requests has
    /// them arrive in order.
    package func send(
        _ request: BrokerRequest, from client: ClientID,
        then complete: @escaping @Sendable (BrokerResponse?) -> Void
    ) {
        handle(request, nextRequestID(), from: client, then: complete)
    }

    /// Ends the client's waiting, as for `wakeup`: each of its parked requests throws
    /// `Interrupted`. A member whose JoinGroup was parked stays in its group.
    package func interrupt(_ client: ClientID) {
        let parked = waiting.filter { $0.value.client == client }.keys
        for id in parked.sorted(by: { $0.rawValue < $1.rawValue }) {
            giveUp(id)
        }
    }

    /// Interrupts the client for good and ends the heartbeats of its members: their sessions run
    /// out, as after a crash.
    package func disconnect(_ client: ClientID) {
        let now = clock.now
        interrupt(client)
        for (member, beats) in heartbeats where beats.client == client {
            heartbeats[member]?.until = min(beats.until, now)
            heartbeats[member]?.endInLeaving = false
        }
    }

    /// Stands for the member's heartbeats up to that moment, so that none need be sent: a consumer
    /// calls it in each poll, for as long as its max poll interval. If it doesn't call again before,
    /// the member leaves its group, though its session be alive; a static one only falls silent.
    package func keepAlive(memberID: String, of client: ClientID, until: Timestamp) {
        heartbeats[memberID] = Heartbeats(client: client, until: until)
        nextPollDeadline = earlier(nextPollDeadline, until)
        if let alarm, alarm.deadline <= until { return }
        setAlarm()
    }

    private func nextRequestID() -> RequestID {
        requestsSeen += 1
        return RequestID(rawValue: requestsSeen)
    }

    private func handle(
        _ request: BrokerRequest, _ id: RequestID, from client: ClientID,
        then complete: @escaping @Sendable (BrokerResponse?) -> Void
    ) {
        let now = clock.now
        waiting[id] = Waiting(client: client, complete: complete)
        playWhatIsDue(now: now)
        core.handle(request, id: id, now: now)
        deliver()
    }

    private func giveUp(_ id: RequestID) {
        guard let request = waiting.removeValue(forKey: id) else { return }
        core.forget(id)
        request.complete(nil)
        setAlarm()
    }

    private func ring() {
        alarm = nil
        playWhatIsDue(now: clock.now)
        deliver()
    }

    private func playWhatIsDue(now: Timestamp) {
        if let nextPollDeadline, nextPollDeadline <= now { leaveForWhoDoesNotPoll(now: now) }
        guard let deadline = core.nextDeadline, deadline <= now else { return }
        core.tick(now: now) { memberID in
            heartbeats[memberID].map { min($0.until, now) }
        }
        let oldest = now.advanced(byMilliseconds: -longestSession)
        heartbeats = heartbeats.filter { $0.value.until > oldest }
    }

    private func leaveForWhoDoesNotPoll(now: Timestamp) {
        nextPollDeadline = nil
        for (member, beats) in heartbeats.sorted(by: { $0.key < $1.key }) where beats.endInLeaving {
            if beats.until <= now {
                heartbeats[member]?.endInLeaving = false
                core.leave(memberID: member, now: now)
            } else {
                nextPollDeadline = earlier(nextPollDeadline, beats.until)
            }
        }
    }

    private func deliver() {
        if core.owesFlush { deliverTogether() } else { deliverNow() }
    }

    /// Waits for the disk once for all requests that have arrived by then (group commit).
    private func deliverTogether() {
        guard !isAboutToDeliver else { return }
        isAboutToDeliver = true
        Task { [weak self] in await self?.deliverNow() }
    }

    private func deliverNow() {
        isAboutToDeliver = false
        for reply in core.takeReplies() {
            waiting.removeValue(forKey: reply.id)?.complete(reply.response)
        }
        setAlarm()
    }

    /// An alarm that rings too early does no harm: only a later one is set anew.
    private func setAlarm() {
        guard let deadline = earlier(core.nextDeadline, nextPollDeadline) else { return }
        if let alarm {
            guard deadline < alarm.deadline else { return }
            alarm.task.cancel()
        }
        let task = Task { [weak self, clock] in
            guard (try? await clock.sleep(until: deadline)) != nil else { return }
            await self?.ring()
        }
        alarm = (deadline, task)
    }
}
