import Testing

@Suite("join --assignor")
struct AssignorCommandTests {
    private func play(_ lines: String...) throws -> TestShell.Outcome {
        let shell = try TestShell()
        shell.input = lines
        return shell.run("")
    }

    @Test("A cooperative group's lines say what stays, what moves and when it comes")
    func cooperative() throws {
        let outcome = try play(
            "topic create orders --partitions 3",
            "join billing as b1 on orders --assignor cooperative",
            "join billing as b2 on orders --assignor cooperative", "group billing")
        #expect(outcome.status == 0)
        #expect(outcome.out.contains("b1 gives back orders-2\nb1 keeps orders-0, orders-1\n"))
        #expect(outcome.out.contains("b2 owns orders-2\n"))
        #expect(!outcome.out.contains("gives back orders-0"))
        #expect(outcome.out.contains("shared out by cooperative-sticky"))
    }

    @Test("A member without a partition is told why, as nobody's fault")
    func surplusMember() throws {
        let outcome = try play(
            "topic create orders --partitions 1",
            "join billing as b1 on orders --assignor cooperative",
            "join billing as b2 on orders --assignor cooperative")
        #expect(outcome.out.contains("b2 owns nothing: each partition has an owner"))
    }

    @Test(
        "Each of the four works, and says what it is called in Kafka",
        arguments: [
            ("range", "range"), ("roundrobin", "roundrobin"), ("sticky", "sticky"),
            ("cooperative", "cooperative-sticky"),
        ])
    func names(typed: String, kafkas: String) throws {
        let outcome = try play(
            "topic create orders", "join billing as b1 on orders --assignor \(typed)",
            "group billing")
        #expect(outcome.status == 0)
        #expect(outcome.out.contains("b1 owns orders-0"))
        #expect(outcome.out.contains("shared out by \(kafkas)\n"))
    }

    @Test("A fifth name, and another assignor than the group's, are refused with what to say")
    func refusals() throws {
        let unknown = try play("topic create orders", "join g as m on orders --assignor fair")
        #expect(unknown.status != 0)
        #expect(unknown.error.contains("say range, roundrobin, sticky or cooperative"))
        let other = try play(
            "topic create orders", "join g as a on orders",
            "join g as b on orders --assignor sticky")
        #expect(other.status != 0)
        #expect(other.error.contains("g shares its partitions out by range"))
    }
}
