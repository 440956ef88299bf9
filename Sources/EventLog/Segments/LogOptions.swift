/// How a partition's log is cut into segments, when it is flushed and what it keeps. The defaults
/// are Kafka's, but for the flush.
package struct LogOptions: Hashable, Sendable {
    /// When appended batches must outlast a power cut. The owner of the log asks with
    /// `flushAsDue(now:)`; nothing flushes by itself.
    package enum FlushPolicy: Hashable, Sendable {
        /// Before they are acknowledged, however many there are.
        case everyBatch
        /// This long after the first of them at the latest.
        case every(milliseconds: Int64)
        /// When the system writes them out, when a segment is full, and at a clean end.
        case never
    }

    /// What becomes of old records (`cleanup.policy`).
    package enum Cleanup: Hashable, Sendable {
        case delete, compact, compactAndDelete

        var deletes: Bool { self != .compact }
        var compacts: Bool { self != .delete }
    }

    package var flush = FlushPolicy.everyBatch
    package var cleanup = Cleanup.delete
    /// A segment is full when the next batch would make it larger than this (`segment.bytes`).
    package var segmentBytes = 1 << 30
    /// A segment is full when the next batch is this much younger than its first (`segment.ms`).
    package var segmentMilliseconds: Int64 = 7 * Self.day
    /// An index holds one entry for so many bytes (`index.interval.bytes`).
    package var indexIntervalBytes = 4096
    /// A segment goes when its youngest record is older than this; nil keeps it (`retention.ms`).
    package var retentionMilliseconds: Int64? = 7 * Self.day
    /// The oldest segment goes while the others hold so much; nil keeps it (`retention.bytes`).
    package var retentionBytes: Int?
    /// How long a compacted log shows that a key was deleted (`delete.retention.ms`).
    package var deleteRetentionMilliseconds: Int64 = Self.day
    /// Compaction waits until so much of the full segments is new (`min.cleanable.dirty.ratio`).
    package var minDirtyPercent = 50
    /// One compaction remembers about so many keys (`log.cleaner.dedupe.buffer.size`).
    package var compactionKeys = 5_000_000

    package init() {}

    private static let day: Int64 = 86_400_000
}
