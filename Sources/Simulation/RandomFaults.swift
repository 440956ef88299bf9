/// Lets faults strike by chance: the same ones each time for the same seed.
package final class RandomFaults: FaultInjector {
    private var random: SplitMix
    private let typicalPoints: Int
    private let didStrike: (Tape.Deviation) -> Void
    /// How many faults are still going to strike, and how many choice points pass before the next.
    private var left: Int
    private var gap = 0
    private var point = 0

    /// - Parameters:
    ///   - typicalPoints: How many choice points a run has in which nothing strikes.
    ///   - didStrike: Told of each fault as it strikes.
    package init(
        seed: UInt64, typicalPoints: Int, didStrike: @escaping (Tape.Deviation) -> Void = { _ in }
    ) {
        random = SplitMix(state: seed)
        self.typicalPoints = typicalPoints
        self.didStrike = didStrike
        left = Self.fewest + Int(random.next() % UInt64(Self.most - Self.fewest + 1))
        drawGap()
    }

    package var isSpent: Bool { left == 0 }

    /// Nothing more would come: the faults that are left have missed their time.
    package func worldIsIdle() { left = 0 }

    package func strike(
        at kind: ChoiceKind, _ request: History.Request?, among options: [Strike]
    ) -> Strike? {
        guard !options.isEmpty else { return nil }
        defer { point += 1 }
        guard left > 0 else { return nil }
        guard gap == 0 else {
            gap -= 1
            return nil
        }
        let option = Int(random.next() % UInt64(options.count))
        didStrike(Tape.Deviation(point: point, option: option + 1))
        left -= 1
        drawGap()
        return options[option]
    }

    /// Every second fault comes soon after the one before it, for many a program stands one fault and
    /// not the next; the others spread over a run of the usual length.
    private func drawGap() {
        guard left > 0 else { return }
        let isSoon = random.next().isMultiple(of: 2)
        gap = Int(random.next() % (isSoon ? 3 : UInt64(max(1, 2 * typicalPoints / Self.most))))
    }

    /// More than are searched exhaustively, or there would be no news.
    private static let fewest = 3
    private static let most = 6
}

/// Steele, Lea and Flood's generator (2014).
struct SplitMix {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}
