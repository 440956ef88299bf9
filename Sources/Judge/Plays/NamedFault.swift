/// A fault as a person names it, before anything is played: what strikes, and at which call.
package enum NamedFault: Codable, Hashable, Sendable {
    case strike(Kind, at: Call)
    /// The group's commits are gone when it next has partitions assigned.
    case rewind
    /// The record is appended a second time, by the producer's retry.
    case duplicate(record: String)

    package enum Kind: String, CaseIterable, Codable, Sendable {
        case crashBefore
        case crashAfter
        case loseRequest
        case loseAnswer
        case lateRequest
        case pause
        case deploy
        case join
        case leave
        case fail
        case slow
        case brokerAway
        case brokerRestart
        case grow
        case clockForwards
        case clockBackwards
    }

    /// The n-th call of a name, in the order in which a run makes them.
    package struct Call: Codable, Hashable, Sendable {
        package var name: CallName
        /// From 1.
        package var number: Int

        package init(_ name: CallName, number: Int = 1) {
            self.name = name
            self.number = number
        }
    }
}

extension NamedFault.Kind {
    /// The option that names it, without its hyphens.
    package var option: String { words.option }

    /// What stands before the colon: `before` in `--crash before:commit`.
    package var moment: String { words.moment }

    private var words: (option: String, moment: String) {
        switch self {
        case .crashBefore: ("crash", "before")
        case .crashAfter: ("crash", "after")
        case .loseRequest: ("lose", "request")
        case .loseAnswer: ("lose", "answer")
        case .lateRequest: ("late", "request")
        case .pause: ("pause", "before")
        case .deploy: ("deploy", "at")
        case .join: ("join", "at")
        case .leave: ("leave", "at")
        case .fail: ("fail", "once")
        case .slow: ("slow", "at")
        case .brokerAway: ("broker", "away")
        case .brokerRestart: ("broker", "restart")
        case .grow: ("grow", "at")
        case .clockForwards: ("clock", "forwards")
        case .clockBackwards: ("clock", "backwards")
        }
    }

    /// A poll is many requests, and changes nothing: only what hits the process strikes there.
    package func canStrike(_ call: CallName) -> Bool {
        switch self {
        case .crashBefore, .pause, .deploy, .leave: true
        case .crashAfter, .loseRequest, .loseAnswer, .lateRequest, .slow: call != .poll
        case .join: call == .poll
        case .fail: ![.poll, .commit, .send].contains(call)
        case .brokerAway: [.poll, .commit, .send].contains(call)
        case .brokerRestart: call == .send
        case .grow: call == .poll || call == .send
        case .clockForwards, .clockBackwards: call != .commit
        }
    }
}

extension NamedFault.Call: CustomStringConvertible {
    /// `commit`, `gateway.charge#2`
    package var description: String { number == 1 ? name.rawValue : "\(name.rawValue)#\(number)" }
}

extension NamedFault: CustomStringConvertible {
    /// As it is typed: `--crash after:gateway.charge#2`.
    package var description: String {
        switch self {
        case .strike(let kind, let call): "--\(kind.option) \(kind.moment):\(call)"
        case .rewind: "--rewind"
        case .duplicate(let record): "--duplicate \(record)"
        }
    }
}
