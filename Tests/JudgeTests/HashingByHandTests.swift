import Testing

@testable import Judge

@Suite("Hashing by hand")
struct HashingByHandTests {
    private static let types = """
        import Eventlings
        struct Line: Hashable { var sku: String; var count: Int }
        enum State: Hashable { case open, paid(Int) }
        struct Folded: Hashable {
            var id: String
            static func == (one: Folded, other: Folded) -> Bool { one.id == other.id }
            func hash(into hasher: inout Hasher) { hasher.combine(id.count) }
        }
        """

    private func remark(on line: String) throws -> String? {
        HashingByHand.remark(
            on: try StandIn().object(of: StandIn.solution(line, before: Self.types)))
    }

    @Test(
        "asking for a hash value is seen",
        arguments: [
            "print(CommandLine.arguments[0].hashValue)",
            "print(CommandLine.arguments.first.hashValue)",
            "print(CommandLine.arguments.hashValue % 8)",
            "print(AnyHashable(CommandLine.arguments[0]).hashValue)",
            "var hasher = Hasher(); hasher.combine(1); print(hasher.finalize())",
        ])
    func asked(line: String) throws {
        #expect(try remark(on: line) != nil)
    }

    @Test(
        "sets, dictionaries and types that can be hashed are not",
        arguments: [
            "print(Set(CommandLine.arguments))",
            "print([Line(sku: CommandLine.arguments[0], count: 1): State.open])",
            "print(Set([State.paid(CommandLine.arguments.count)]), Set([Folded(id: \"a\")]))",
            "print(Dictionary(grouping: CommandLine.arguments, by: \\.count))",
        ])
    func notAsked(line: String) throws {
        #expect(try remark(on: line) == nil)
    }
}
