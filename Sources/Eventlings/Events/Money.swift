import FoundationEssentials

/// An amount of dollars in whole cents: sums never round.
public struct Money: Hashable, Comparable, Sendable {
    public var cents: Int64

    public init(cents: Int64) {
        self.cents = cents
    }

    public static func < (left: Money, right: Money) -> Bool { left.cents < right.cents }

    /// The exact sum; traps beyond `Int64`'s range of cents, as integers do.
    public static func + (left: Money, right: Money) -> Money {
        Money(cents: left.cents + right.cents)
    }

    /// Reads `40`, `40.5` and `40.50`; nil for anything else, or for parts of a cent.
    public init?(_ text: some StringProtocol) {
        let sign = text.hasPrefix("-") ? "-" : ""
        let digits = String(text.dropFirst(sign.count))
        let parts = digits.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        let dollars = parts[0]
        let fraction = parts.count == 2 ? parts[1] : "00"
        guard !dollars.isEmpty, (1...2).contains(fraction.count),
            (dollars + fraction).allSatisfy({ $0.isASCII && $0.isNumber }),
            let cents = Int64(sign + dollars + fraction + (fraction.count == 1 ? "0" : ""))
        else { return nil }
        self.init(cents: cents)
    }

    var decimalText: String {
        let sign = cents < 0 ? "-" : ""
        let fraction = cents.magnitude % 100
        return "\(sign)\(cents.magnitude / 100).\(fraction < 10 ? "0" : "")\(fraction)"
    }
}

extension Money: CustomStringConvertible {
    /// `$40.00`
    public var description: String {
        cents < 0 ? "-$" + decimalText.dropFirst() : "$" + decimalText
    }
}

extension Money: Codable {
    /// From a JSON string or number, never by way of a binary fraction.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text: String
        if let string = try? container.decode(String.self) {
            text = string
        } else {
            text = "\(try container.decode(Decimal.self))"
        }
        guard let money = Money(text) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "\(text) is no amount in dollars and cents")
        }
        self = money
    }

    /// As a string, which every language reads exactly.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(decimalText)
    }
}
