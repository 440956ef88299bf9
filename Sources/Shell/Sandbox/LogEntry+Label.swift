import EventClient
import EventLog
import Sandbox
import Terminal

extension LogEntry {
    /// A record's name, no wider than said, and what is to be known of it: that it has no value, and
    /// by a sign what a committed reader makes of it.
    func label(nameWithin width: Int) -> String {
        let name = RecordLabel.name(key: record.keyBytes, value: record.value)
        let short = name.displayWidth > width ? name.prefix(width - 1) + "…" : name
        let text = RecordLabel.text(key: record.keyBytes, value: record.value)
        let label = short + text.dropFirst(name.count)
        return switch standing {
        case .seen: label
        case .waits: label + " ?"
        case .aborted: label + " ✗"
        case .marker(let marker): marker.label
        }
    }

    /// `4 order-1 (of an aborted transaction)`
    var sentence: String {
        var name = record.label
        if case .marker(let marker) = standing { name = marker.label }
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

extension TransactionMarker {
    var label: String { self == .commit ? "‹commit›" : "‹abort›" }
}
