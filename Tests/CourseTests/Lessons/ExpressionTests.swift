import Testing

@testable import Course

@Suite("An expression")
struct ExpressionTests {
    typealias Expression = Lesson.Expression

    @Test(
        "asks the state",
        arguments: [
            ("records(orders)", .number(6)),
            ("records(orders, 1)", .number(2)),
            ("records(orders, partition(orders, order-1))", .number(2)),
            ("keyed(orders, order-1)", .number(2)),
            ("saying(orders, paid)", .number(2)),
            ("offset(orders, paid)", .number(1)),
            ("offset(orders, shipped)", .none),
            ("committed(billing, orders, 0)", .number(3)),
            ("committed(billing, orders, 1)", .none),
            ("position(m1, orders, 0)", .number(4)),
            ("position(m2, orders, 0)", .none),
            ("lag(billing)", .number(3)),
            ("owner(billing, orders, 1)", .string("m2")),
            ("owner(billing, orders, 2)", .none),
            ("partition(orders, order-1)", .number(1)),
            (#"partition("orders", "42")"#, .number(2)),
            ("count(gateway.charge)", .number(5)),
            (#"count("gateway.charge", "order-1")"#, .number(1)),
            ("  lag  (  billing  )  ", .number(3)),
        ] as [(String, Expression.Value)])
    func calls(text: String, value: Expression.Value) throws {
        #expect(try Expression(text).value(in: ShopState()) == value)
    }

    @Test(
        "that holds",
        arguments: [
            "lag(billing) == 3", "3==lag(billing)", "lag(billing) != 4", "lag(billing) < 4",
            "lag(billing) <= 3", "lag(billing) > 2", "lag(billing) >= 3",
            "owner(billing, orders, 0) == m1", #"owner(billing, orders, 0) != "m 2""#,
            "owner(billing, orders, 2) == none", "none != committed(billing, orders, 0)",
            "committed(billing, orders, 1) == none",
            "committed(billing, orders, 0) == lag(billing)",
            "committed(billing, orders, 1) == position(m2, orders, 0)",
            "not lag(billing) == 4", "not (lag(billing) == 4)", "not not lag(billing) == 3",
            "lag(billing) == 3 and lag(billing) == 3", "lag(billing) == 4 or lag(billing) == 3",
            // `and` binds closer than `or`, and `not` closer than both.
            "lag(billing) == 3 or lag(billing) == 3 and lag(billing) == 4",
            "not lag(billing) == 4 or lag(billing) == 4",
            "not (lag(billing) == 4 and lag(billing) == 3)",
            // What comes after the answer isn't asked.
            "lag(billing) == 3 or lag(nobody) == 3",
            #"partition(orders, "a\"\\") == 0"#,
        ])
    func holds(text: String) throws {
        #expect(try Expression(text).value(in: ShopState()) == .boolean(true))
    }

    @Test(
        "that doesn't hold",
        arguments: [
            "lag(billing) == 4", "lag(billing) != 3", "lag(billing) < 3", "lag(billing) > 3",
            "owner(billing, orders, 2) != none", "not lag(billing) == 3",
            "lag(billing) == 3 and lag(billing) == 4",
            "(lag(billing) == 3 or lag(billing) == 3) and lag(billing) == 4",
            "lag(billing) == 4 and lag(nobody) == 3",
            // Nothing is neither more nor less than a number.
            "committed(billing, orders, 1) < 1", "committed(billing, orders, 1) >= 0",
            "0 <= committed(billing, orders, 1)",
        ])
    func doesNotHold(text: String) throws {
        #expect(try Expression(text).value(in: ShopState()) == .boolean(false))
    }

    @Test(
        "about something that isn't there says what",
        arguments: [
            ("records(payments)", "there is no topic `payments`"),
            ("records(orders, 3)", "topic `orders` has no partition 3"),
            ("lag(nobody) == 0", "there is no group `nobody`"),
            ("not position(m3, orders, 0) == 1", "there is no member `m3`"),
            ("records(orders, partition(payments, a))", "there is no topic `payments`"),
            ("count(mail.send)", "`count(mail.send)` has no meaning in a sandbox"),
        ])
    func missing(text: String, message: String) throws {
        let expression = try Expression(text)
        let error = #expect(throws: ExpressionStateError.self) {
            try expression.value(in: ShopState())
        }
        #expect(error?.description == message)
    }

    @Test(
        "that isn't well formed is refused at its column",
        arguments: [
            ("", 1, "a value is missing here"),
            ("lag(billing) ==", 16, "a value is missing here"),
            ("lag(billing) == 3 and", 22, "a value is missing here"),
            ("and lag(billing) == 3", 1, "a value is missing here"),
            ("lag(billing) == 3 4", 19, "the expression should end here"),
            ("lag(billing) == 3 == 3", 19, "the expression should end here"),
            ("lag(billing) == 3)", 18, "the expression should end here"),
            ("(lag(billing) == 3", 19, "a `)` is missing for the `(` at column 1"),
            ("(lag(billing)) == 3", 14, "a comparison is missing here"),
            ("lag(billing) and lag(billing) == 3", 14, "a comparison is missing here"),
            ("billing", 8, "a comparison is missing here"),
            ("lag(billing) = 3", 14, "write `==` to compare"),
            ("lag(billing) & 3", 14, "write `and`"),
            ("lag(a) == 3 || lag(b) == 3", 13, "write `or`"),
            ("!lag(billing) == 3", 1, "write `not`"),
            ("lag(billing) == -1", 17, "numbers here are never below 0"),
            ("lag(billing) == 1.5", 17, "a name that begins with a digit goes in quotes"),
            ("lag(billing) == 2nd", 17, "a name that begins with a digit goes in quotes"),
            ("lag(billing) == 99999999999999999999", 17, "this number is too large"),
            ("lag(\"billing) == 3", 5, "this quote is never closed"),
            (#"lag("a\n") == 3"#, 7, "a backslash comes before a quote"),
            (#"lag("a\"#, 7, "a backslash comes before a quote"),
            ("lag('billing') == 3", 5, "strings are in straight double quotes"),
            ("lag(bílling) == 3", 6, "`í` has no meaning here"),
            ("lag(a) + 1 == 3", 8, "`+` has no meaning here"),
        ])
    func malformed(text: String, column: Int, message: String) {
        expect(text, column, message)
    }

    @Test(
        "that calls wrongly is refused at its column",
        arguments: [
            ("lagg(billing)", 1, "there is no function `lagg`; did you mean `lag`?"),
            ("average(billing)", 1, "there is no function `average`; there are records,"),
            ("lag()", 1, "write `lag(GROUP)`"),
            ("lag(billing, orders)", 1, "write `lag(GROUP)`"),
            ("lag(billing", 12, "a `,` or a `)` is missing here; write `lag(GROUP)`"),
            ("lag(billing orders)", 13, "a `,` or a `)` is missing here"),
            ("lag(billing,)", 13, "an argument is missing here; write `lag(GROUP)`"),
            ("lag(,)", 5, "an argument is missing here"),
            ("records(0)", 1, "write `records(TOPIC)` or `records(TOPIC, PARTITION)`"),
            ("records(0, orders)", 1, "write `records(TOPIC)`"),
            ("records(orders, one)", 1, "write `records(TOPIC)`"),
            (
                "partition(orders, 42)", 1,
                "write `partition(TOPIC, KEY)`, a key of digits in quotes"
            ),
            ("lag(none)", 5, #"a name that means something else goes in quotes: "none""#),
            ("lag(lag(billing))", 5, "only `partition(TOPIC, KEY)` may stand here"),
            ("records(orders, lag(a))", 17, "only `partition(TOPIC, KEY)` may stand here"),
            ("partition(orders, partition(orders, a))", 19, "only `partition(TOPIC, KEY)`"),
        ])
    func miscalled(text: String, column: Int, message: String) {
        expect(text, column, message)
    }

    @Test(
        "that compares what has no like is refused at its column",
        arguments: [
            ("lag(billing) == many", 14, "these are never equal: a number and a text"),
            ("lag(billing) != none", 14, "these are never equal: a number and none"),
            ("owner(billing, orders, 0) == 1", 27, "these are never equal: a text or none and"),
            ("owner(a, b, 0) == committed(a, b, 0)", 16, "these are never equal"),
            ("lag(billing) < none", 16, "`<` compares numbers, and this is none"),
            ("owner(a, b, 0) > 1", 1, "`>` compares numbers, and this is a text or none"),
            ("1 == 1", 1, "neither side asks about the state"),
            ("a == b", 1, "neither side asks about the state"),
            ("lag(a) == true", 11, "a comparison is true or false by itself"),
            ("true", 1, "a comparison is true or false by itself"),
        ])
    func incomparable(text: String, column: Int, message: String) {
        expect(text, column, message)
    }

    @Test("nests so far and no further, whatever its length")
    func nesting() throws {
        func nested(_ depth: Int, _ open: String, _ close: String) -> String {
            String(repeating: open, count: depth) + "lag(a) == 0"
                + String(repeating: close, count: depth)
        }
        _ = try Expression(nested(32, "(", ")"))
        _ = try Expression(nested(32, "not ", ""))
        for (open, close) in [("(", ")"), ("not ", ""), ("not (", ")")] {
            let error = #expect(throws: Expression.SyntaxError.self) {
                try Expression(nested(100_000, open, close))
            }
            #expect(error?.what.contains("nested too deeply") == true)
        }
        let long = Array(repeating: "lag(a) == 0", count: 5000).joined(separator: " and ")
        _ = try Expression(long)
    }

    @Test(
        "Values are numbers, texts, true, false and none",
        arguments: [
            ("12", .number(12)), ("a-b.c", .string("a-b.c")), (#""a b""#, .string("a b")),
            ("true", .boolean(true)), ("false", .boolean(false)), ("none", .none),
            (#""none""#, .string("none")),
        ] as [(String, Expression.Value)])
    func values(text: String, value: Expression.Value) throws {
        #expect(try Expression.Value(text) == value)
        #expect(try Expression.Value(value.description) == value)
    }

    @Test("No value", arguments: ["", "a b", "1 2", "and", "lag(a)", "("])
    func noValue(text: String) {
        #expect(throws: Expression.SyntaxError.self) { try Expression.Value(text) }
    }

    private func expect(_ text: String, _ column: Int, _ message: String) {
        let error = #expect(throws: Expression.SyntaxError.self) { try Expression(text) }
        #expect(error?.column == column)
        #expect(error?.what.hasPrefix(message) == true, "\(error?.what ?? "")")
    }
}
