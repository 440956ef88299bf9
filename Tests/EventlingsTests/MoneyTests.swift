import Eventlings
import FoundationEssentials
import Testing

@Suite("Money")
struct MoneyTests {
    @Test(
        "Dollars with up to two decimals are read to the cent",
        arguments: [
            ("0", 0), ("40", 4_000), ("40.5", 4_050), ("40.50", 4_050), ("0.05", 5),
            ("89.99", 8_999), ("-0.01", -1), ("-12.3", -1_230), ("-0", 0), ("007", 700),
            ("92233720368547758.07", Int64.max), ("-92233720368547758.08", Int64.min),
        ])
    func read(text: String, cents: Int64) {
        #expect(Money(text)?.cents == cents)
    }

    @Test(
        "What is no amount in dollars and cents is refused",
        arguments: [
            "", "-", "--5", ".", ".5", "5.", "-.5", "1.234", "40.500", "1.2.3", "1,000", "1 000",
            " 1", "1 ", "+1", "1e3", "0x10", "$5", "NaN", "inf", "٣", "1\u{301}", "5.-1",
            "92233720368547758.08", "-92233720368547758.09", "99999999999999999999",
        ])
    func refused(text: String) {
        #expect(Money(text) == nil)
    }

    @Test("Every amount is read back from its own text")
    func textRoundTrip() throws {
        for cents in Array(-2_500...2_500) + [.min, .min + 1, .max - 1, .max] {
            let money = Money(cents: Int64(cents))
            let text = money.description.replacing("$", with: "")
            #expect(Money(text) == money)
        }
    }

    @Test("A JSON number and a JSON string mean the same cents, never a binary fraction")
    func jsonNumbersAndStrings() throws {
        for cents in stride(from: -20_000, through: 20_000, by: 7) + [8_999, 10, 30, 1, -1] {
            let money = Money(cents: Int64(cents))
            let text = money.description.replacing("$", with: "")
            #expect(try decoded(text) == money)
            #expect(try decoded("\"\(text)\"") == money)
        }
        #expect(try decoded("92233720368547758.07") == Money(cents: .max))
        #expect(try decoded("4.5e1") == Money(cents: 4_500))
    }

    @Test("Three times 0.1 is 0.3, and what binary fractions make of it is refused")
    func sumsAreExact() throws {
        let dime = try decoded("0.1")
        #expect(dime + dime + dime == Money(cents: 30))
        #expect(0.1 + 0.1 + 0.1 != 0.3)
        #expect(throws: DecodingError.self) { try decoded("\(0.1 * 3)") }
    }

    @Test(
        "JSON that holds no amount is refused with the text in the message",
        arguments: ["\"forty\"", "\"\"", "1.005", "1e30", "92233720368547758.08"])
    func refusedJSON(json: String) throws {
        let error = #expect(throws: DecodingError.self) { try decoded(json) }
        guard case .dataCorrupted(let context) = error else {
            Issue.record("\(json) gave \(String(describing: error))")
            return
        }
        #expect(context.debugDescription.hasSuffix("is no amount in dollars and cents"))
    }

    @Test("JSON of another type is refused", arguments: ["null", "true", "[]", "{}", "[40]"])
    func refusedJSONTypes(json: String) {
        #expect(throws: DecodingError.self) { try decoded(json) }
    }

    @Test("Money is written as a string with two decimals")
    func encoding() throws {
        for (cents, json) in [
            (8_999, "\"89.99\""), (4_000, "\"40.00\""), (5, "\"0.05\""), (-5, "\"-0.05\""),
        ] {
            let bytes = try JSONEncoder().encode([Money(cents: Int64(cents))])
            #expect(String(decoding: bytes, as: UTF8.self) == "[\(json)]")
        }
    }

    @Test("People read a dollar sign after the minus")
    func description() {
        #expect("\(Money(cents: 4_000))" == "$40.00")
        #expect("\(Money(cents: -1))" == "-$0.01")
        #expect("\(Money(cents: .min))" == "-$92233720368547758.08")
    }

    @Test("Amounts are ordered by value")
    func order() {
        #expect([Money(cents: 100), Money(cents: -200), Money(cents: 9)].max()?.cents == 100)
    }

    private func decoded(_ json: String) throws -> Money {
        let amounts = try JSONDecoder().decode([Money].self, from: Data("[\(json)]".utf8))
        return try #require(amounts.first)
    }
}
