import EventBroker
import EventClient
import EventLog
import Eventlings

/// Members whose code runs in processes of their own.
extension Sandbox {
    /// Starts somebody's code as a member of the name that its exercise gives it: `two-lines-1`.
    ///
    /// - Parameter start: Starts the process of that name, now and whenever it is restarted.
    /// - Returns: What happened.
    package func join(
        exercise: String, topic: String,
        start: @escaping (String) throws(SandboxError) -> any LiveProgram
    ) throws(SandboxError) -> [Happening] {
        _ = try partitionCount(of: topic)
        let name = freeName(for: exercise)
        try begin(name, exercise) { () throws(SandboxError) in try start(name) }
        network.note(.runs(member: name))
        return follow()
    }

    private func freeName(for exercise: String) -> String {
        let taken = Set(members.map(\.name) + live.map(\.name))
        var number = 1
        while taken.contains("\(exercise)-\(number)") { number += 1 }
        return "\(exercise)-\(number)"
    }

    private func begin(
        _ name: String, _ exercise: String, _ start: @escaping LiveMember.Start
    ) throws(SandboxError) {
        let member = try LiveMember(
            name, exercise: exercise, life: livesBegun + 1, on: network, start: start)
        livesBegun += 1
        live.append(member)
    }

    // MARK: Commands

    /// Does it, if it is about a live member.
    func beginLive(_ command: SandboxCommand) throws(SandboxError) -> Bool {
        guard let name = command.member, let member = live.first(where: { $0.name == name }) else {
            return false
        }
        switch command {
        case .pause: try pause(member)
        case .resume: try resume(member)
        case .crash: try crash(member)
        case .restart: try restart(member)
        case .leave:
            try checkRuns(member)
            member.askToStop()
            network.note(.askedToStop(member: name))
        default: throw .worksByItself(name)
        }
        return true
    }

    private func pause(_ member: LiveMember) throws(SandboxError) {
        try checkRuns(member)
        member.condition = .paused
        network.with { $0.silence(member.client, forEver: false) }
        network.note(.paused(member: member.name))
    }

    private func resume(_ member: LiveMember) throws(SandboxError) {
        guard member.condition == .paused else { throw .notPaused(member.name) }
        member.condition = .running
        network.note(.resumed(member: member.name))
        network.deliver { $0.wake(member.client) }
    }

    private func crash(_ member: LiveMember) throws(SandboxError) {
        guard ![.crashed, .ended].contains(member.condition) else {
            throw .notRunning(member.name, member.condition)
        }
        end(member, as: .crashed)
        network.note(.crashed(member: member.name))
    }

    private func restart(_ dead: LiveMember) throws(SandboxError) {
        guard [.crashed, .ended].contains(dead.condition) else { throw .notCrashed(dead.name) }
        try begin(dead.name, dead.exercise, dead.start)
        live.removeAll { $0 === dead }
        network.note(.restarted(member: dead.name))
    }

    private func checkRuns(_ member: LiveMember) throws(SandboxError) {
        guard member.condition == .running else {
            throw .notRunning(member.name, member.condition)
        }
    }

    private func end(_ member: LiveMember, as condition: MemberCondition) {
        network.with { $0.silence(member.client, forEver: true) }
        member.end(as: condition)
    }

    // MARK: Turns

    /// Lets them run until none has anything to do at this instant.
    func letLiveMembersRun() {
        var turns: [String: Int] = [:]
        while true {
            let busy = live.filter { $0.hasSomethingToDo(at: elapsed) }
            if busy.isEmpty { return }
            for member in busy {
                turns[member.name, default: 0] += 1
                if turns[member.name, default: 0] > Self.turnsAtOneMoment {
                    end(member, as: .ended)
                    network.note(.ended(member: member.name, .restless))
                } else {
                    takeTurn(member)
                }
                executor.drain()
            }
        }
    }

    private func takeTurn(_ member: LiveMember) {
        switch member.takeTurn(at: elapsed) {
        case .paused(let pause):
            if let database = pause.database, services[member.exercise] == nil {
                services[member.exercise] = Services(database: database)
            }
            for act in pause.acts { carryOut(act, of: member) }
            if let how = pause.end { isOver(member, how) }
        case .over(let reason, let output):
            notePrinted(output, by: member)
            end(member, as: .ended)
            network.note(.ended(member: member.name, .died(reason)))
        }
    }

    private func carryOut(_ act: LivePause.Act, of member: LiveMember) {
        switch act {
        case .ask(let id, let request): ask(request, id, for: member)
        case .call(let id, let request): serve(request, id, for: member)
        case .print(let text): notePrinted(text, by: member)
        case .keepAlive(let memberID, let until):
            network.with { $0.keepAlive(memberID, of: member.client) }
            member.keepAlive(memberID, until: until)
        case .interrupt: network.deliver { $0.interrupt(member.client) }
        }
    }

    private func ask(_ request: BrokerRequest, _ id: Int, for member: LiveMember) {
        let (desk, network, name) = (member.desk, network, member.name)
        let group = desk.standing.group
        desk.notice(request)
        if desk.standing.group != group {
            network.note(.joining(member: name, group: desk.standing.group))
        }
        network.deliver { state in
            state.send(request, from: member.client) { outcome in
                if let event = desk.notice(outcome, to: request, by: name) { network.note(event) }
                switch outcome {
                case .success(let response): desk.put(.answered(id, response))
                case .failure(let error):
                    desk.put(.unanswered(id, isInterrupted: error == .interrupted))
                }
            }
        }
    }

    /// The services outlive the processes that call them, and all of an exercise call the same.
    private func serve(_ request: ServiceRequest, _ id: Int, for member: LiveMember) {
        var state = services[member.exercise] ?? Services()
        let before = state.changes
        let answer = state.apply(request, now: now)
        services[member.exercise] = state
        if request.hasEffect {
            network.note(
                .served(member: member.name, request, changed: state.changes != before))
        }
        member.desk.put(.served(id, answer))
    }

    private func notePrinted(_ text: String, by member: LiveMember) {
        for line in text.split(separator: "\n") {
            network.note(.printed(member: member.name, String(line)))
        }
    }

    private func isOver(_ member: LiveMember, _ how: LivePause.End) {
        end(member, as: .ended)
        let name = member.name
        guard !member.isAskedToStop else {
            live.removeAll { $0 === member }
            return network.note(.stopped(member: name))
        }
        switch how {
        case .returned: network.note(.ended(member: name, .returned))
        case .threw(let error): network.note(.ended(member: name, .threw(error)))
        }
    }

    /// Who goes on beyond it never comes to rest.
    private static let turnsAtOneMoment = 5_000
}

extension SandboxCommand {
    /// The one that it is about.
    fileprivate var member: String? {
        switch self {
        case .poll(let name, _), .commit(let name, _, _), .seek(let name, _), .pause(let name),
            .resume(let name), .crash(let name), .restart(let name), .leave(let name):
            name
        default: nil
        }
    }
}
