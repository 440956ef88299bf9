import EventClient
import EventLog
import Sandbox
import Terminal

/// Records one a line: where they lie, key, value.
struct RecordList {
    private let records: [ConsumerRecord]

    init(_ records: [ConsumerRecord]) {
        self.records = records
    }

    func lines(for capabilities: Capabilities) -> [StyledText] {
        guard !records.isEmpty else { return [StyledText("No records there.")] }
        let rows = records.map { record in
            [
                StyledText("\(record.topicPartition)@\(record.offset)", .quiet),
                StyledText(record.key ?? "–"), value(of: record),
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
