import EventClient
import Sandbox

/// How words become the values that sandbox commands take.
enum Reading {
    /// `500ms`, `10s`, `5m`, `2h`, `1d`, or several of them, the largest first, as in `1h30m` and
    /// `25d 21h 51m 30s`: milliseconds.
    static func duration(_ word: String) throws(Complaint) -> Int64 {
        var rest = word[...]
        var units = durationUnits[...]
        var sum: Int64 = 0
        repeat {
            guard let part = part(&rest, of: &units), part <= longestWait - sum else {
                throw Complaint(
                    "\(quoted(word)) is no duration; write one such as 500ms, 10s, 5m, 1h30m or "
                        + "1d, at most 30d")
            }
            sum += part
            rest = rest.drop { $0 == " " }
        } while !rest.isEmpty
        return sum
    }

    /// Takes a number and its unit off the text, and that unit and all larger ones off the units.
    private static func part(
        _ text: inout Substring, of units: inout ArraySlice<(milliseconds: Int64, name: String)>
    ) -> Int64? {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        let name = text.dropFirst(digits.count).prefix { $0.isLetter }
        guard let number = Int64(digits), let index = units.firstIndex(where: { $0.name == name })
        else { return nil }
        let unit = units[index].milliseconds
        text = text[name.endIndex...]
        units = units[(index + 1)...]
        return number <= longestWait / unit ? number * unit : nil
    }

    /// A whole number in a range.
    static func number(
        _ word: String, in range: ClosedRange<Int>, what: String
    ) throws(Complaint) -> Int {
        guard let number = Int(word), range.contains(number), word.first != "+" else {
            throw Complaint(
                "\(quoted(word)) is no \(what); say a number from \(range.lowerBound) to "
                    + "\(range.upperBound)")
        }
        return number
    }

    /// What `--isolation` says; uncommitted without it.
    static func readsCommitted(_ word: String?) throws(Complaint) -> Bool {
        switch word {
        case nil, "uncommitted": false
        case "committed": true
        case let word?:
            throw Complaint(
                "there is no isolation \(quoted(word)); say committed or uncommitted")
        }
    }

    /// `0@5`, `orders:0@5`, and `orders-0@5`, as partitions are shown everywhere.
    static func place(_ word: String) throws(Complaint) -> Place {
        let parts = word.split(separator: "@", omittingEmptySubsequences: false)
        let left = topicAndPartition(parts[0])
        guard parts.count == 2, left.count <= 2, let last = left.last,
            let partition = Int(last), let offset = Int64(parts[1]), partition >= 0, offset >= 0,
            left.count == 1 || !left[0].isEmpty
        else {
            throw Complaint(
                "\(quoted(word)) is no place in a log; write PARTITION@OFFSET, as in 0@5, or "
                    + "TOPIC:PARTITION@OFFSET, as in orders:0@5")
        }
        return Place(
            topic: left.count == 2 ? String(left[0]) : nil, partition: partition, offset: offset)
    }

    private static func topicAndPartition(_ text: Substring) -> [Substring] {
        if text.contains(":") {
            return text.split(separator: ":", omittingEmptySubsequences: false)
        }
        guard let sign = text.lastIndex(of: "-") else { return [text] }
        return [text[..<sign], text[text.index(after: sign)...]]
    }

    /// Longest first.
    static let durationUnits: [(milliseconds: Int64, name: String)] = [
        (86_400_000, "d"), (3_600_000, "h"), (60_000, "m"), (1_000, "s"), (1, "ms"),
    ]

    private static let longestWait: Int64 = 30 * 86_400_000
}
