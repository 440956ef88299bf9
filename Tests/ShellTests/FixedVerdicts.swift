import Judge

/// Verdicts whose rendering tests pin.
enum FixedVerdicts {
    static let invariants = [
        Verdict.Invariant(
            id: "charged-at-most-once", title: "No order is charged twice", holds: false),
        Verdict.Invariant(id: "charged-eventually", title: "Every order is charged", holds: true),
    ]

    static let story = Story(
        faults: ["crash after gateway.charge"], tape: "c1:2.1",
        cause: "order-1 was charged twice, because the crash came after the charge and before "
            + "the commit.",
        lanes: ["billing-1", "gateway"],
        timeline: [
            .init(
                at: "1ms", lane: "billing-1", text: "starts", kind: .lifecycle,
                broker: ["orders-0: end 1", "billing orders-0: committed 0"]),
            .init(
                at: "2ms", lane: "billing-1", peer: "gateway", text: "charge order-1 $40",
                kind: .call),
            .init(at: "3ms", lane: "gateway", text: "charged order-1", kind: .effect),
            .init(at: "4ms", lane: "billing-1", text: "crash", kind: .fault),
            .init(
                at: "1.004s", lane: "gateway", text: "No order is charged twice", kind: .broken,
                broker: ["orders-0: end 1", "billing orders-0: committed 0"]),
        ])

    static let failed = Verdict(
        exercise: "charge-once", verdict: .failed,
        explored: .init(bound: 2, schedules: 41, levels: [1, 40], choicePoints: [:]),
        invariants: invariants, counterexample: story,
        diagnosis: .init(
            id: "effect-and-marker-apart", title: "The effect and its marker are apart",
            explanation: "A crash between the two leaves one of them undone.",
            question: "What could the gateway itself recognise a second time?",
            lesson: "idempotent-handlers#3"))

    static let passed = Verdict(
        exercise: "charge-once", verdict: .passed,
        explored: .init(
            bound: 2, schedules: 2312, randomSchedules: 4000, levels: [3, 209, 2100],
            choicePoints: [:]),
        invariants: invariants.map { .init(id: $0.id, title: $0.title, holds: true) })

    /// As a play ends, when nothing breaks.
    static let told = Verdict(
        exercise: "charge-once", verdict: .passed,
        invariants: invariants.map { .init(id: $0.id, title: $0.title, holds: true) },
        counterexample: Story(
            faults: [], tape: "play:", lanes: ["billing-1"],
            timeline: [
                .init(at: "1ms", lane: "billing-1", text: "starts", kind: .lifecycle, broker: [])
            ]))

    static let compileError = Verdict(
        exercise: "charge-once", verdict: .compileError,
        message: "`poll` is async: write `try await` before it.",
        compilerOutput: "Solution.swift:3:9: error: expression is 'async'\n  3 | poll()\n    | ^\n")
}
