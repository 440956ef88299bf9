/// A segment's files are named by its first offset, in 20 digits, as Kafka names them.
struct SegmentName: Hashable {
    let baseOffset: Int64

    init(baseOffset: Int64) {
        self.baseOffset = baseOffset
    }

    /// Nil unless it is the name of a segment's batches. Offsets so large that counting on from
    /// them might leave no numbers are in no segment of ours.
    init?(log name: String) {
        let digits = name.utf8.prefix(20)
        guard name.hasSuffix(Self.suffix), name.utf8.count == 20 + Self.suffix.utf8.count,
            digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
            let offset = Int64(Substring(digits)), offset < 1 << 62
        else { return nil }
        baseOffset = offset
    }

    var log: String { stem + Self.suffix }
    var index: String { stem + ".index" }
    var timeIndex: String { stem + ".timeindex" }

    private var stem: String {
        let digits = String(baseOffset)
        return String(repeating: "0", count: 20 - digits.count) + digits
    }

    private static let suffix = ".log"
}
