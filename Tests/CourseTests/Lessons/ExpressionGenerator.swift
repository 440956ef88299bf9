/// Makes up expressions with their values in `ShopState`, as a second opinion on both the grammar
/// and the evaluation.
struct ExpressionGenerator {
    var random: SplitMix64

    private static let numbers: [(String, Int?)] = [
        ("records(orders)", 6), ("records(orders, 1)", 2), ("lag(billing)", 3),
        ("records(orders, partition(orders, order-1))", 2), ("partition(orders, \"42\")", 2),
        ("committed(billing, orders, 0)", 3), ("committed(billing, orders, 2)", nil),
        ("position(m1, orders, 0)", 4), ("position(m2, orders, 0)", nil),
        ("count(gateway.charge, order-1)", 1),
    ]
    private static let owners: [(String, String?)] = [
        ("owner(billing, orders, 0)", "m1"), ("owner(\"billing\", \"orders\", 1)", "m2"),
        ("owner(billing, orders, 2)", nil),
    ]

    /// A condition and whether it holds.
    mutating func condition(depth: Int) -> (text: String, holds: Bool) {
        switch depth == 0 ? 0 : random.below(4) {
        case 1:
            let (text, holds) = condition(depth: depth - 1)
            return ("not (\(text))", !holds)
        case 2:
            let parts = parts(depth: depth - 1)
            return (parts.texts.joined(separator: " and "), parts.holds.allSatisfy { $0 })
        case 3:
            let parts = parts(depth: depth - 1)
            return ("(" + parts.texts.joined(separator: " or ") + ")", parts.holds.contains(true))
        default: return random.below(3) == 0 ? ownership() : comparison()
        }
    }

    private mutating func parts(depth: Int) -> (texts: [String], holds: [Bool]) {
        let parts = (0..<(2 + random.below(2))).map { _ in condition(depth: depth) }
        return (parts.map { "(\($0.text))" }, parts.map(\.holds))
    }

    private mutating func ownership() -> (text: String, holds: Bool) {
        let (call, owner) = random.one(of: Self.owners)
        let name = random.one(of: ["m1", "m2", "none"])
        let isEqual = (owner ?? "none") == name
        return random.below(2) == 0
            ? ("\(call) == \(name)", isEqual) : ("\(call)!=\(name)", !isEqual)
    }

    private mutating func comparison() -> (text: String, holds: Bool) {
        let (call, left) = random.one(of: Self.numbers)
        let right = random.below(7)
        func ordered(_ holds: (Int, Int) -> Bool) -> Bool { left.map { holds($0, right) } ?? false }
        let (sign, holds) = random.one(of: [
            ("==", left == right), ("!=", left != right), ("<", ordered(<)), ("<=", ordered(<=)),
            (">", ordered(>)), (">=", ordered(>=)),
        ])
        return ("\(call) \(sign) \(right)", holds)
    }
}
