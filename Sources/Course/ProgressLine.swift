import EventLog
import Foundation

/// An event of progress as a line of JSON, to be carried to another machine:
/// `{"payload":{…},"time":"2026-01-01T10:00:00.000Z","type":"HintTaken","version":1}`.
///
/// What a later program has written goes along, understood or not.
struct ProgressLine: Hashable {
    let text: String
    private let time: Timestamp
    private let subject: String
    private let event: Data

    init?(_ record: Record) {
        guard let value = record.value else { return nil }
        self.init(Self.object(Data(value)), at: record.timestamp)
    }

    init?(_ text: String) {
        var object = Self.object(Data(text.utf8))
        guard let time = object?.removeValue(forKey: "time") as? String,
            let moment = try? Self.format.parse(time)
        else { return nil }
        self.init(object, at: Timestamp(moment))
    }

    private init?(_ object: [String: Any]?, at time: Timestamp) {
        guard var object, object["type"] is String, object["version"] is Int,
            let payload = object["payload"] as? [String: Any], let event = Self.data(object)
        else { return nil }
        // Half a millisecond more, as the format cuts off what is behind the third digit.
        let moment = Date(timeIntervalSince1970: (Double(time.milliseconds) + 0.5) / 1_000)
        object["time"] = moment.formatted(Self.format)
        guard let text = Self.data(object) else { return nil }
        self.text = String(decoding: text, as: UTF8.self)
        self.time = time
        self.event = event
        subject = (payload["exercise"] ?? payload["lesson"]) as? String ?? ""
    }

    var record: Record {
        Record(timestamp: time, key: Array(subject.utf8), value: Array(event))
    }

    private static let format = Date.ISO8601FormatStyle(includingFractionalSeconds: true)

    private static func object(_ data: Data) -> [String: Any]? {
        (try? JSONSerialization.jsonObject(with: data)) as? [String: Any]
    }

    private static func data(_ object: [String: Any]) -> Data? {
        try? JSONSerialization.data(
            withJSONObject: object, options: [.sortedKeys, .withoutEscapingSlashes])
    }
}

extension ProgressLog {
    /// Every event, oldest first, as one JSON object a line.
    package func lines() throws(ProgressError) -> [String] {
        try records().compactMap(ProgressLine.init).map(\.text)
    }

    /// Appends those events of `lines` that aren't here yet, behind those that are; all of them or,
    /// where a line is none, nothing. `file` is what an error calls it.
    ///
    /// - Returns: How many there were to append.
    package func merge(_ lines: [String], from file: String) throws(ProgressError) -> Int {
        var known = Set(try records().compactMap(ProgressLine.init))
        var added: [Record] = []
        for (number, text) in zip(1..., lines) where !text.allSatisfy(\.isWhitespace) {
            guard let line = ProgressLine(text) else {
                throw .notProgress(file: file, line: number)
            }
            if known.insert(line).inserted { added.append(line.record) }
        }
        if !added.isEmpty { try append(RecordBatch(added)) }
        return added.count
    }
}
