import Terminal

private typealias Step = SequenceDiagram.Step

/// Runs as the exercises tell them.
enum Stories {
    static let two = SequenceDiagram(
        lanes: ["packer-1", "broker"],
        steps: [
            Step(time: "1ms", lane: "packer-1", peer: "broker", text: "poll", kind: .call),
            Step(
                time: "2ms", lane: "broker", peer: "packer-1", text: "order-1, order-2",
                kind: .answer),
            Step(
                time: "3ms", lane: "packer-1", peer: "broker", text: "commit orders-0@2",
                kind: .call),
            Step(time: "4ms", lane: "broker", text: "committed orders-0@2", kind: .effect),
            Step(
                time: "4ms", lane: "packer-1", text: "CRASH: before anything was packed",
                kind: .fault),
            Step(
                time: "1.004s", lane: "packer-1", text: "restarts, from the last commit",
                kind: .lifecycle),
            Step(time: "1.005s", lane: "packer-1", peer: "broker", text: "poll", kind: .call),
            Step(time: "2.006s", lane: "broker", peer: "packer-1", text: "", kind: .answer),
            Step(
                time: "1h", lane: "packer-1",
                text: "Every order is packed: order-1 and order-2 never were", kind: .broken),
        ])

    static let three = SequenceDiagram(
        lanes: ["billing-1", "broker", "gateway"],
        steps: [
            Step(time: "1ms", lane: "billing-1", peer: "broker", text: "poll", kind: .call),
            Step(
                time: "2ms", lane: "broker", peer: "billing-1", text: "order-1 $40", kind: .answer),
            Step(time: "2ms", lane: "billing-1", text: "charging order-1", kind: .print),
            Step(
                time: "3ms", lane: "billing-1", peer: "gateway", text: "charge order-1 $40, no key",
                kind: .call),
            Step(time: "4ms", lane: "gateway", text: "charged $40", kind: .effect),
            Step(time: "4ms", lane: "gateway", peer: "billing-1", text: "receipt", kind: .lost),
            Step(
                time: "4ms", lane: "billing-1", text: "CRASH: before the answer came back",
                kind: .fault),
            Step(time: "4ms", lane: "broker", text: "waits for billing-1", kind: .effect),
            Step(time: "1.004s", lane: "billing-1", text: "1 s passes", kind: .pause),
            Step(
                time: "1.004s", lane: "billing-1", text: "restarts, from the last commit",
                kind: .lifecycle),
            Step(
                time: "1.007s", lane: "billing-1", peer: "gateway",
                text: "charge order-1 $40, no key", kind: .call),
            Step(time: "1.008s", lane: "gateway", text: "charged $40", kind: .effect),
            Step(time: "1.008s", lane: "gateway", text: "No order is charged twice", kind: .broken),
        ])

    static let five = SequenceDiagram(
        lanes: ["billing-1", "billing-2", "broker", "gateway", "database"],
        steps: [
            Step(
                time: "3ms", lane: "billing-1", peer: "database",
                text: "transaction: insert charge order-1, unless it is there", kind: .call),
            Step(time: "4ms", lane: "database", text: "row order-1 saved", kind: .effect),
            Step(time: "5ms", lane: "database", peer: "billing-1", text: "done", kind: .answer),
            Step(
                time: "6ms", lane: "billing-1", text: "ZOMBIE: pauses past its session timeout",
                kind: .fault),
            Step(time: "10.0s", lane: "broker", text: "10 s pass", kind: .pause),
            Step(time: "10.0s", lane: "billing-2", text: "is assigned orders-0", kind: .lifecycle),
            Step(
                time: "10.1s", lane: "broker", peer: "billing-2", text: "order-1 $40", kind: .answer
            ),
            Step(
                time: "10.1s", lane: "billing-2", text: "seen before? no: größer 注文 order-1",
                kind: .print),
            Step(
                time: "10.2s", lane: "billing-2", peer: "gateway",
                text: "charge order-1 $40, idempotency key billing-2/order-1", kind: .call),
            Step(time: "10.2s", lane: "gateway", text: "charged $40", kind: .effect),
            Step(time: "10.3s", lane: "gateway", peer: "billing-2", text: "receipt", kind: .lost),
            Step(time: "10.3s", lane: "gateway", text: "No order is charged twice", kind: .broken),
        ])
}
