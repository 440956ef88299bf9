/// Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators", 2014: the same numbers
/// for the same seed, so that what a test generates can be generated again.
struct SplitMix64: RandomNumberGenerator {
    private var state: UInt64

    init(seed: Int) {
        state = UInt64(truncatingIfNeeded: seed)
    }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }
}

extension SplitMix64 {
    mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &self) }

    mutating func one<Element>(of elements: [Element]) -> Element {
        elements[below(elements.count)]
    }

    /// As many as asked for, joined.
    mutating func several(
        _ counts: ClosedRange<Int>, joinedBy separator: String,
        _ make: (inout SplitMix64) -> String
    ) -> String {
        let count = counts.lowerBound + below(counts.count)
        return (0..<count).map { _ in make(&self) }.joined(separator: separator)
    }
}
