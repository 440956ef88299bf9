import Course
import Judge

/// The options of `play`, each of which names faults.
enum FaultOptions {
    static let all = [
        crash, lose, late, pause, deploy, join, rewind, duplicate, leave, fail, slow, broker, grow,
        clock,
    ]

    private static let crash = Option(
        name: "--crash", value: "before|after:CALL[#N]",
        summary: "the process dies before the call takes effect, or after it and before the "
            + "answer; CALL is one of \(CallName.allCases.map(\.verb).joined(separator: ", "))")
    private static let lose = Option(
        name: "--lose", value: "answer|request:CALL[#N]",
        summary: "the answer is lost, or the request itself; the caller's call times out")
    private static let late = Option(
        name: "--late", value: "request:CALL[#N]",
        summary: "the call times out, and takes effect 5 s later")
    private static let pause = Option(
        name: "--pause", value: "before:CALL[#N]",
        summary: "the process stands still for longer than its session timeout, then goes on")
    private static let deploy = Option(
        name: "--deploy", value: "at:CALL[#N]",
        summary: "the process is asked to stop, and another started in its place")
    private static let join = Option(
        name: "--join", value: "at:poll[#N]", summary: "another instance joins the group")
    private static let rewind = Option(
        name: "--rewind",
        summary: "the group's commits are gone at the next restart or rebalance")
    private static let duplicate = Option(
        name: "--duplicate", value: "RECORD",
        summary: "the producer's retry appends the record again, 5 s later")
    private static let leave = Option(
        name: "--leave", value: "at:CALL[#N]",
        summary: "the process is asked to stop, and nobody comes in its place for a minute")
    private static let fail = Option(
        name: "--fail", value: "once:CALL[#N]",
        summary: "the service can't do it this time; nothing has happened")
    private static let slow = Option(
        name: "--slow", value: "at:CALL[#N]",
        summary: "the call takes long, and others that are sent later overtake it")
    private static let broker = Option(
        name: "--broker", value: "away|restart:CALL[#N]",
        summary: "nobody reaches the broker for 3 minutes, or it stops in the middle of a send and "
            + "starts again")
    private static let grow = Option(
        name: "--grow", value: "at:poll|send[#N]", summary: "the topic gets one more partition")
    private static let clock = Option(
        name: "--clock", value: "forwards|backwards:CALL[#N]",
        summary: "the wall clock of the process's machine is set an hour forwards, or backwards")

    /// The faults that a line names; the order of the options says nothing.
    static func faults(in invocation: Invocation) throws(Complaint) -> [NamedFault] {
        var faults: [NamedFault] = []
        for option in all {
            for value in invocation.all(option) { faults.append(try fault(option, value)) }
        }
        try confirmEachStrikes(faults)
        return faults
    }

    private static func fault(_ option: Option, _ value: String) throws(Complaint) -> NamedFault {
        switch option {
        case rewind: return .rewind
        case duplicate:
            guard value.count <= longestRecord else {
                throw complaint(option, value, "no record has so long a name.")
            }
            return .duplicate(record: value)
        default: return try strike(option, value)
        }
    }

    private static func strike(_ option: Option, _ value: String) throws(Complaint) -> NamedFault {
        let parts = value.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let kind = NamedFault.Kind.allCases.first {
            "--\($0.option)" == option.name && $0.moment == parts[0]
        }
        guard let kind, parts.count == 2 else {
            throw complaint(option, value, "that is not how it is written.")
        }
        let words = parts[1].split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        guard let name = CallName(word: String(words[0])) else {
            throw complaint(option, value, unknown(String(words[0])))
        }
        guard let number = words.count == 1 ? 1 : number(words[1]) else {
            throw complaint(option, value, "after # comes the number of the call, from 1.")
        }
        guard kind.canStrike(name) else {
            throw complaint(option, value, kind.limits)
        }
        return .strike(kind, at: NamedFault.Call(name, number: number))
    }

    private static func number(_ digits: Substring) -> Int? {
        guard digits.allSatisfy({ ("0"..."9").contains($0) }), let number = Int(digits) else {
            return nil
        }
        return number > 0 ? number : nil
    }

    private static func unknown(_ call: String) -> String {
        let names = CallName.allCases.map(\.rawValue)
        let meant = nearest(to: call, among: names + CallName.allCases.map { String($0.verb) })
        let remedy =
            meant.map { "did you mean `\($0)`?" }
            ?? "the calls are \(names.joined(separator: ", "))."
        return "no call is named \(quoted(call)); \(remedy)"
    }

    /// A call has one fate, and some things happen once in a run.
    private static func confirmEachStrikes(_ faults: [NamedFault]) throws(Complaint) {
        guard faults.count <= most else {
            throw Complaint("\(faults.count) faults are too many; name at most \(most)")
        }
        for (index, fault) in faults.enumerated() {
            guard let other = faults[..<index].first(where: { $0.excludes(fault) }) else {
                continue
            }
            throw Complaint(
                "\(quoted("\(other)")) and \(quoted("\(fault)")) can't both strike; take one of "
                    + "them away")
        }
    }

    private static func complaint(_ option: Option, _ value: String, _ why: String) -> Complaint {
        Complaint("\(quoted("\(option.name) \(value)")): \(why) Usage: \(option.usage)")
    }

    /// More than a story bears.
    private static let most = 20
    private static let longestRecord = 100
}

extension NamedFault.Kind {
    /// Why it can't strike at a call where it can't.
    fileprivate var limits: String {
        switch self {
        case .join: "an instance joins at a poll."
        case .fail: "a service fails, not the broker; name a call of a service."
        case .brokerAway: "that is noticed at poll, commit or send."
        case .brokerRestart: "the broker stops in the middle of a send."
        case .grow: "a topic grows at a poll or send."
        case .clockForwards, .clockBackwards: "clocks jump at any call but commit."
        default: "a poll changes nothing; name another call."
        }
    }
}

extension NamedFault {
    fileprivate func excludes(_ other: NamedFault) -> Bool {
        switch (self, other) {
        case (.rewind, .rewind), (.duplicate, .duplicate): true
        case (.strike(.join, _), .strike(.join, _)): true
        case (.strike(_, let call), .strike(_, let otherCall)): call == otherCall
        default: false
        }
    }
}
