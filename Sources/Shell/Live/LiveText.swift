import Eventlings
import Sandbox
import Terminal

/// What a learner's code in the sandbox does, as a sentence.
extension SandboxEvent {
    var liveText: StyledText {
        switch self {
        case .runs(let member): "Your code runs as \(member)"
        case .printed(let member, let line): StyledText("\(member): ", .quiet) + StyledText(line)
        case .served(let member, let request, let changed):
            changed
                ? StyledText("\(member) ") + StyledText(request.deed, .emphasis)
                : "\(member) \(request.deed); nothing changes"
        case .didNotPoll(let member, let group):
            StyledText("\(member) leaves \(group)", .fault)
                + ": it has not polled for its max.poll.interval.ms"
        case .askedToStop(let member): "\(member) is asked to stop"
        case .stopped(let member): "\(member) has stopped"
        case .ended(let member, let end): StyledText("✗ \(member): ", .fault) + end.text(member)
        default: ""
        }
    }
}

extension LiveEnd {
    fileprivate func text(_ member: String) -> StyledText {
        let reason =
            switch self {
            case .returned: "run returned, although nobody had asked it to stop."
            case .threw(let error): "run threw an error: \(error)"
            case .died(let reason): reason
            case .restless:
                "It never came to rest, and was ended. Wait with poll or Task.sleep in each round."
            }
        let end = reason.hasSuffix(".") || reason.hasSuffix("?") ? "" : "."
        return StyledText(reason + end + " `restart \(member)` starts it again.")
    }
}

extension ServiceRequest {
    /// What a service has done for who called it.
    fileprivate var deed: String {
        switch self {
        case .pack(let orderId): "packs \(orderId)"
        case .reserve(let orderId): "reserves the goods of \(orderId)"
        case .charge(let charge):
            "charges \(charge.amount) to \(charge.token)"
                + (charge.key.map { ", key \($0)" } ?? "")
        case .print(let orderId): "prints the label of \(orderId)"
        case .show(let step): "shows \(step.type) of \(step.orderId)"
        case .deliver(let mail): "mails \(mail.to): \(mail.subject)"
        case .save(let changes): "saves \(changes.writes.map(\.text).joined(separator: ", "))"
        case .begin, .changes: "reads the database"
        }
    }
}

extension DatabaseChanges.Write {
    fileprivate var text: String {
        row.map { "\(table)/\(key) (\($0))" } ?? "\(table)/\(key) (deleted)"
    }
}
