import EventClient
import EventLog
import Sandbox
import Terminal

/// Records one a line: where they lie, key, value. Of a long partition only the first and the last.
struct RecordList {
    /// So many of one partition are shown one by one.
    private static let longest = 20
    /// So many of the first where there are more.
    private static let shown = 10

    private let partitions: [[LogEntry]]

    /// The entries of each partition.
    init(_ partitions: [[LogEntry]]) {
        self.partitions = partitions
    }

    func lines(for capabilities: Capabilities) -> [StyledText] {
        let rows = partitions.flatMap(rows)
        guard !rows.isEmpty else { return [StyledText("No records there.")] }
        return Table([.init("where"), .init("key"), .init("value")], rows: rows)
            .lines(for: capabilities)
    }

    private func rows(_ entries: [LogEntry]) -> [[StyledText]] {
        guard entries.count > Self.longest, let last = entries.last else {
            return entries.map(row)
        }
        let next = entries[Self.shown].record
        let more = (entries.count - Self.shown - 1).grouped
        let command = "read \(next.topic) --partition \(next.partition) --from \(next.offset)"
        let fold = StyledText("\(more) more: `\(command)`", .quiet)
        return entries.prefix(Self.shown).map(row)
            + [[StyledText("…", .quiet), StyledText(), fold], row(last)]
    }

    private func row(_ entry: LogEntry) -> [StyledText] {
        let record = entry.record
        var (key, content) = (StyledText(record.key ?? "–"), value(of: record))
        if case .marker(let marker) = entry.standing {
            (key, content) = ("–", StyledText(marker.label))
        }
        return [
            StyledText("\(record.topicPartition)@\(record.offset)", .quiet), key,
            content + StyledText(entry.remark.map { "  (\($0))" } ?? "", .quiet),
        ]
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
