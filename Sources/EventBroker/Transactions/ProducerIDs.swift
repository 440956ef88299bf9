/// Hands out producer ids. They are reserved by the block, so that a broker that keeps its state
/// needn't write down each, and never hands one out twice (Kafka's `ProducerIdsBlock`).
struct ProducerIDs: Hashable, Sendable {
    static let blockSize: Int64 = 1_000

    private var next: Int64 = 0
    private var reservedUpTo: Int64 = 0

    init() {}

    /// Goes on after the blocks that were reserved.
    init(after reserved: Int64) {
        next = reserved
        reservedUpTo = reserved
    }

    /// Whether a block may have ended there, and others may follow.
    static func isPossible(end: Int64) -> Bool { (0..<Int64.max - blockSize).contains(end) }

    /// The end of a new block, if one has begun: it is to be written down before an id is used.
    mutating func reserveIfNeeded() -> Int64? {
        guard next == reservedUpTo else { return nil }
        reservedUpTo += Self.blockSize
        return reservedUpTo
    }

    /// Hands out none up to this one, which somebody uses.
    mutating func pass(_ used: Int64) {
        guard used >= next else { return }
        self = ProducerIDs(after: used + 1)
    }

    mutating func take() -> Int64 {
        defer { next += 1 }
        return next
    }
}
