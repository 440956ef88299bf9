import Testing

@testable import Course

@Suite("Any text, read as an expression")
struct ExpressionPropertyTests {
    private static let seeds = 0..<10_000

    @Test("has the value that its parts make, if it is one")
    func valid() throws {
        for seed in Self.seeds {
            var generator = ExpressionGenerator(random: SplitMix64(seed: seed))
            let (text, holds) = generator.condition(depth: 3)
            let expression = try Lesson.Expression(text)
            let value = try expression.value(in: ShopState())
            #expect(value == .boolean(holds), "seed \(seed): \(text)")
        }
    }

    @Test("is an expression, or is refused at one of its columns")
    func total() {
        var accepted = 0
        for seed in Self.seeds {
            var random = SplitMix64(seed: seed)
            let text = seed.isMultiple(of: 2) ? almostValid(seed, &random) : garbage(&random)
            do throws(Lesson.Expression.SyntaxError) {
                let expression = try Lesson.Expression(text)
                #expect(expression.text == text)
                accepted += 1
            } catch {
                #expect(
                    (1...(text.count + 1)).contains(error.column) && !error.what.isEmpty,
                    "seed \(seed): \(text.debugDescription) gives \(error)")
            }
        }
        #expect((100...5000).contains(accepted))
    }

    private func almostValid(_ seed: Int, _ random: inout SplitMix64) -> String {
        var generator = ExpressionGenerator(random: random)
        var text = Array(generator.condition(depth: 2).text)
        random = generator.random
        for _ in 0...random.below(3) {
            let place = random.below(text.count)
            switch random.below(3) {
            case 0: text.remove(at: place)
            case 1: text.insert(random.one(of: Array("(),=<>!\"\\ 0a-.\u{301}é👩‍👧")), at: place)
            default: text.swapAt(place, random.below(text.count))
            }
            if text.isEmpty { return "" }
        }
        return String(text)
    }

    private func garbage(_ random: inout SplitMix64) -> String {
        let words = [
            "(", ")", ",", "==", "!=", "<", "<=", "=", "and", "or", "not", "none", "true", "lag",
            "records", "partition", "(", "orders", "0", "12", "\"a b\"", "\"", "\\", "é", "-", " ",
            "\n", "\u{0}", "👩‍👧",
        ]
        return random.several(0...24, joinedBy: "") { random in
            random.one(of: words) + (random.below(2) == 0 ? " " : "")
        }
    }
}
