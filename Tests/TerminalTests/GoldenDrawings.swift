/// How the stories come out, looked at by a person and then pinned.
enum GoldenDrawings {
    static let two100 = """
            time  packer-1                             broker
                  │                                    │
             1ms  ├─ poll ────────────────────────────►│
             2ms  │◄╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌ order-1, order-2 ╌┤
             3ms  ├─ commit orders-0@2 ───────────────►│
             4ms  │                                    ◆ committed orders-0@2
             4ms  ✗ CRASH: before anything was packed  │
          1.004s  ● restarts, from the last commit     │
          1.005s  ├─ poll ────────────────────────────►│
          2.006s  │◄╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌┤
              1h  │◄══ PROMISE BROKEN: Every order is packed: order-1 and order-2 never were
        """

    static let two80 = """
            time  packer-1                broker
                  │                       │
             1ms  ├─ poll ───────────────►│
             2ms  │◄╌╌╌ order-1, order-2 ╌┤
             3ms  ├─ commit orders-0@2 ──►│
             4ms  │                       ◆ committed orders-0@2
             4ms  ✗ CRASH: before anything was packed
          1.004s  ● restarts, from the last commit
          1.005s  ├─ poll ───────────────►│
          2.006s  │◄╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌┤
              1h  │◄══ PROMISE BROKEN: Every order is packed: order-1 and order-2 never
                  │    were               │
        """

    static let two60 = """
            time  packer-1                broker
                  │                       │
             1ms  ├─ poll ───────────────►│
             2ms  │◄╌╌╌ order-1, order-2 ╌┤
             3ms  ├─ commit orders-0@2 ──►│
             4ms  │                       ◆ committed orders-0@2
             4ms  ✗ CRASH: before anything was packed
          1.004s  ● restarts, from the last commit
          1.005s  ├─ poll ───────────────►│
          2.006s  │◄╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌┤
              1h  │◄══ PROMISE BROKEN: Every order is packed:
                  │    order-1 and order-2 never were
        """

    static let three100 = """
            time  billing-1             broker                gateway
                  │                     │                     │
             1ms  ├─ poll ─────────────►│                     │
             2ms  │◄╌╌╌╌╌╌ order-1 $40 ╌┤                     │
             2ms  │ prints "charging order-1"                 │
             3ms  ├─ charge order-1 $40, no key ─────────────►│
             4ms  │                     │                     ◆ charged $40
             4ms  │              lost ✗───────────── receipt ─┤
             4ms  ✗ CRASH: before the answer came back        │
             4ms                        ◆ waits for billing-1 │
          1.004s    1 s passes          ┊                     ┊
          1.004s  ● restarts, from the last commit            │
          1.007s  ├─ charge order-1 $40, no key ─────────────►│
          1.008s  │                     │                     ◆ charged $40
          1.008s  │                     │                     │◄══ PROMISE BROKEN: No order is charged twice
        """

    static let three80 = """
            time  billing-1            broker              gateway
                  │                    │                   │
             1ms  ├─ poll ────────────►│                   │
             2ms  │◄╌╌╌╌╌ order-1 $40 ╌┤                   │
             2ms  │ prints "charging order-1"              │
             3ms  ├─ charge order-1 $40, no key ──────────►│
             4ms  │                    │                   ◆ charged $40
             4ms  │            lost ✗──────────── receipt ─┤
             4ms  ✗ CRASH: before the answer came back     │
             4ms                       ◆ waits for billing-1
          1.004s    1 s passes         ┊                   ┊
          1.004s  ● restarts, from the last commit         │
          1.007s  ├─ charge order-1 $40, no key ──────────►│
          1.008s  │                    │                   ◆ charged $40
          1.008s  │ PROMISE BROKEN: No order is charged ══►│
                  │                    │          twice    │
        """

    static let three60 = """
            time  billing-1        broker     gateway
                  │                │          │
             1ms  ├─ poll ────────►│          │
             2ms  │◄╌ order-1 $40 ╌┤          │
             2ms  │ prints "charging order-1" │
             3ms  ├─ charge order-1 $40, no ─►│
                  │  key           │          │
             4ms  │                │          ◆ charged $40
             4ms  │      lost ✗───── receipt ─┤
             4ms  ✗ CRASH: before the answer came back
             4ms                   ◆ waits for billing-1
          1.004s    1 s passes     ┊          ┊
          1.004s  ● restarts, from the last commit
          1.007s  ├─ charge order-1 $40, no ─►│
                  │  key           │          │
          1.008s  │                │          ◆ charged $40
          1.008s  │     PROMISE BROKEN: No ══►│
                  │ order is charged twice    │
        """

    static let five100 = """
           time  billing-1         billing-2         broker            gateway           database
                 │                 │                 │                 │                 │
            3ms  ├─ transaction: insert charge order-1, unless it is there ─────────────►│
            4ms  │                 │                 │                 │                 ◆ row order-1 saved
            5ms  │◄╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌ done ╌┤
            6ms  ✗ ZOMBIE: pauses past its session timeout             │                 │
          10.0s  ┊ 10 s pass       ┊                 ┊                 ┊                 ┊
          10.0s  │                 ● is assigned orders-0              │                 │
          10.1s  │                 │◄╌╌ order-1 $40 ╌┤                 │                 │
          10.1s  │                 │ prints "seen before? no: größer 注文 order-1"       │
          10.2s  │                 ├─ charge order-1 $40, ────────────►│                 │
                 │                 │  idempotency key                  │                 │
                 │                 │  billing-2/order-1                │                 │
          10.2s  │                 │                 │                 ◆ charged $40     │
          10.3s  │                 │          lost ✗───────── receipt ─┤                 │
          10.3s  │        PROMISE BROKEN: No order is charged twice ══►│                 │
        """

    static let five80 = """
           time  billing-1   billing-2        broker       gateway        database
                 │           │                │            │              │
            3ms  ├─ transaction: insert charge order-1, unless it is ────►│
                 │  there    │                │            │              │
            4ms  │           │                │         row order-1 saved ◆
            5ms  │◄╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌ done ╌┤
            6ms  ✗ ZOMBIE: pauses past its session timeout │              │
          10.0s  ┊ 10 s pass ┊                ┊            ┊              ┊
          10.0s  │           ● is assigned orders-0        │              │
          10.1s  │           │◄╌ order-1 $40 ╌┤            │              │
          10.1s  │           │ prints "seen before? no: größer 注文 order-1"
          10.2s  │           ├─ charge order-1 $40, ──────►│              │
                 │           │  idempotency key            │              │
                 │           │  billing-2/order-1          │              │
          10.2s  │           │                │            ◆ charged $40  │
          10.3s  │           │       lost ✗────── receipt ─┤              │
          10.3s  │  PROMISE BROKEN: No order is charged ══►│              │
                 │           │                │   twice    │              │
        """

    static let five60 = """
           time  billing-1  billing-2  broker   gateway  database
                 │          │          │        │        │
            3ms  ├─ transaction: insert charge ─────────►│
                 │  order-1, unless it is there │        │
            4ms  │          │          row order-1 saved ◆
            5ms  │◄╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌ done ╌┤
            6ms  ✗ ZOMBIE: pauses past its session timeout
          10.0s  ┊ 10 s pass           ┊        ┊        ┊
          10.0s  │          ● is assigned orders-0       │
          10.1s  │          │◄╌╌╌╌╌╌╌╌╌┤        │        │
                 │          │ order-1 $40       │        │
          10.1s  │          │ prints "seen before? no: größer 注文
                 │          │ order-1" │        │        │
          10.2s  │          ├──────────────────►│        │
                 │          │ charge order-1 $40, idempotency key
                 │          │ billing-2/order-1 │        │
          10.2s  │          │          │        ◆ charged $40
          10.3s  │          │  lost ✗─ receipt ─┤        │
          10.3s  │  PROMISE BROKEN: No order ══►│        │
                 │          is charged twice    │        │
        """

    static let threeASCII80 = """
            time  billing-1            broker              gateway
                  |                    |                   |
             1ms  |- poll ------------>|                   |
             2ms  |<..... order-1 $40 .|                   |
             2ms  | prints "charging order-1"              |
             3ms  |- charge order-1 $40, no key ---------->|
             4ms  |                    |                   * charged $40
             4ms  |            lost x------------ receipt -|
             4ms  *** CRASH: before the answer came back   |
             4ms                       * waits for billing-1
          1.004s    1 s passes         :                   :
          1.004s  o restarts, from the last commit         |
          1.007s  |- charge order-1 $40, no key ---------->|
          1.008s  |                    |                   * charged $40
          1.008s  | PROMISE BROKEN: No order is charged ==>|
                  |                    |          twice    |
        """

    static let threePlain60 = """
        1. At 1ms, billing-1 asks broker: poll.
        2. At 2ms, broker answers billing-1: order-1 $40.
        3. At 2ms, billing-1 prints: "charging order-1".
        4. At 3ms, billing-1 asks gateway: charge order-1 $40, no
           key.
        5. At 4ms, gateway: charged $40.
        6. At 4ms, LOST from gateway to billing-1: receipt.
        7. At 4ms, FAULT at billing-1: CRASH: before the answer came
           back.
        8. At 4ms, broker: waits for billing-1.
        9. At 1.004s, time passes: 1 s passes.
        10. At 1.004s, billing-1: restarts, from the last commit.
        11. At 1.007s, billing-1 asks gateway: charge order-1 $40,
            no key.
        12. At 1.008s, gateway: charged $40.
        13. At 1.008s, PROMISE BROKEN: No order is charged twice.
        """
}
