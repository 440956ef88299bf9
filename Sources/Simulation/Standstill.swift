/// A moment of a run at which no process lives. What comes next depends on nothing but what the
/// world holds: a learner's heap, which nobody can compare, is gone.
package struct Standstill: Hashable, Sendable {
    /// Of all that the rest of the run depends on, told from this moment on.
    package var state: StateDigest
    /// In virtual nanoseconds since the run began.
    package var at: Int64
    /// How much of the calm is over by then, in virtual nanoseconds.
    package var calm: Int64
    /// How many of the run's open points come before it.
    package var openPoints: Int

    package init(state: StateDigest, at: Int64, calm: Int64, openPoints: Int) {
        self.state = state
        self.at = at
        self.calm = calm
        self.openPoints = openPoints
    }
}

/// 128 bits, for two different states must not be taken for one.
package struct StateDigest: Hashable, Sendable {
    package var high: UInt64
    package var low: UInt64

    package init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    init(of hash: (inout Hasher) -> Void) {
        func digest(_ salt: UInt8) -> UInt64 {
            var hasher = Hasher()
            hasher.combine(salt)
            hash(&hasher)
            return UInt64(bitPattern: Int64(hasher.finalize()))
        }
        self.init(high: digest(0), low: digest(1))
    }
}

/// The standstills from which every promise is known to be kept, if nothing more strikes.
package struct KnownStandstills: Sendable {
    /// How long a run takes from there until it is at rest.
    private var rests: [StateDigest: Int64] = [:]
    /// The suite's, in virtual nanoseconds.
    private let patience: Int64

    package init(patience: Duration) {
        self.patience = patience.inNanoseconds
    }

    /// How long the run will go on; nil if that isn't known, or if it would be watched for less.
    package func rest(after standstill: Standstill) -> Int64? {
        rests[standstill.state].flatMap { standstill.calm + $0 <= patience ? $0 : nil }
    }

    /// A run with these standstills held, and came to rest at that time.
    package mutating func learn(_ standstills: some Sequence<Standstill>, restingAt end: Int64) {
        for standstill in standstills { rests[standstill.state] = end - standstill.at }
    }
}
