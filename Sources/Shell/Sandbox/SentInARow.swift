import EventBroker
import Sandbox
import Terminal

/// Records that were sent one after the other.
struct SentInARow {
    /// So many are told one by one.
    private static let longest = 10
    /// So many of the first are named where there are more.
    private static let named = 3

    let happenings: ArraySlice<Happening>

    /// Those with which the happenings begin.
    init(_ happenings: ArraySlice<Happening>) {
        self.happenings = happenings.prefix {
            if case .appended(_, to: _, offset: _, isAgain: false) = $0.event {
                true
            } else {
                false
            }
        }
    }

    var isLong: Bool { happenings.count > Self.longest }

    /// The first, how many more, the last; then how many have gone where.
    var lines: [HappeningLines.Line] {
        guard let last = happenings.last else { return [] }
        let rest = happenings.dropFirst(Self.named).dropLast()
        let more = rest.reduce(0) { $0 + $1.recordCount }
        let first = happenings.prefix(Self.named).flatMap { sent in sent.lines.map { (sent, $0) } }
        let fold = StyledText("… \(more.grouped) more", .quiet)
        return first + ([fold] + last.lines + totals).map { (last, $0) }
    }

    /// A line for each partition, unless there are many.
    private var totals: [StyledText] {
        var sent: [TopicPartition: (count: Int, offsets: ClosedRange<Int64>)] = [:]
        for case .appended(let labels, let partition, let offset, _) in happenings.map(\.event) {
            let end = offset + Int64(labels.count) - 1
            let known = sent[partition] ?? (0, offset...end)
            sent[partition] = (
                known.count + labels.count, known.offsets.lowerBound...max(offset, end)
            )
        }
        guard sent.count > Self.longest else {
            return sent.sorted { $0.key < $1.key }.map { partition, sent in
                Happening.appended(sent.count, to: partition, sent.offsets)
            }
        }
        let counts = sent.values.map(\.count)
        let (least, most) = (counts.min() ?? 0, counts.max() ?? 0)
        return [
            StyledText("\(counts.reduce(0, +).grouped) records → ")
                + StyledText("\(sent.count.grouped) partitions", .emphasis)
                + StyledText(", from \(least.grouped) to \(most.grouped) each")
        ]
    }
}

extension Happening {
    fileprivate var recordCount: Int {
        if case .appended(let labels, _, _, _) = event { labels.count } else { 0 }
    }
}
