import EventClient
import EventLog
import Sandbox
import Terminal

/// Records one a line: where they lie, key, value.
struct RecordList {
    private let entries: [LogEntry]

    init(_ entries: [LogEntry]) {
        self.entries = entries
    }

    func lines(for capabilities: Capabilities) -> [StyledText] {
        guard !entries.isEmpty else { return [StyledText("No records there.")] }
        let rows = entries.map { entry in
            let (record, isMarker) = (entry.record, entry.isMarker)
            return [
                StyledText("\(record.topicPartition)@\(record.offset)", .quiet),
                StyledText(isMarker ? "–" : record.key ?? "–"),
                (isMarker ? StyledText(entry.label) : value(of: record))
                    + StyledText(entry.remark.map { "  (\($0))" } ?? "", .quiet),
            ]
        }
        return Table([.init("where"), .init("key"), .init("value")], rows: rows)
            .lines(for: capabilities)
    }

    private func value(of record: ConsumerRecord) -> StyledText {
        let value = record.value.map { String(decoding: $0, as: UTF8.self) } ?? "tombstone"
        let headers = record.headers.map { header in
            let value = header.value.map { String(decoding: $0, as: UTF8.self) }
            return "\(header.name)=\(value ?? "")"
        }
        return StyledText(value)
            + StyledText(headers.isEmpty ? "" : "  [\(headers.joined(separator: ", "))]", .quiet)
    }
}
