import Simulation

/// The marks that two different keys of one order bear.
extension DoubleCharge {
    /// Both keys hold a time, and not the same one.
    var hadTimeInKey: Bool {
        guard let firstKey, let secondKey else { return false }
        let (one, other) = (Self.times(in: firstKey), Self.times(in: secondKey))
        return !one.isEmpty && !other.isEmpty && one != other
    }

    /// The order that the second key names, where it isn't the one that was charged.
    var orderInSecondKey: String? {
        guard let secondKey, secondKey != firstKey, !secondKey.contains(first.orderId) else {
            return nil
        }
        let others = Set(evidence.handed.map(\.orderId)).subtracting([first.orderId])
        return others.sorted().first { secondKey.contains($0) }
    }

    static func numbers(in key: String) -> [Int64] {
        key.split { !$0.isNumber }.compactMap { Int64($0) }
    }

    /// Dates as they are written, and days, hours, minutes, seconds or milliseconds since 1970 that
    /// lie in the weeks around the run.
    private static func times(in key: String) -> [String] {
        let dates = key.matches(of: /20[0-9]{2}-[0-9]{2}-[0-9]{2}[T ]?[0-9:.]*/).map {
            String($0.output)
        }
        let counts = numbers(in: key).filter { number in
            units.contains { unit in abs(number - World.epoch / unit) <= week / unit }
        }
        return dates + counts.map(String.init)
    }

    private static let units: [Int64] = [1, 1_000, 60_000, 3_600_000, 86_400_000]
    private static let week: Int64 = 7 * 86_400_000
}
