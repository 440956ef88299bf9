import EventClient
import EventLog
import Sandbox

extension LogEntry {
    /// A record's name, with a sign of what a committed reader makes of it.
    var label: String {
        switch standing {
        case .seen: record.label
        case .waits: record.label + " ?"
        case .aborted: record.label + " ✗"
        case .marker(.commit): "‹commit›"
        case .marker(.abort): "‹abort›"
        }
    }

    /// `4 order-1 (of an aborted transaction)`
    var sentence: String {
        let name = isMarker ? label : record.label
        return "\(record.offset) \(name)" + (remark.map { " (\($0))" } ?? "")
    }

    /// The same in words; nil for what everybody sees.
    var remark: String? {
        switch standing {
        case .seen: nil
        case .waits: "behind an open transaction"
        case .aborted: "of an aborted transaction"
        case .marker: "the end of a transaction"
        }
    }
}
