import Simulation

/// The ways in which people charge twice, most specific first.
enum ChargedTwiceDiagnoses {
    static let all = [
        diagnosis(
            "effect-inside-transaction", "The charge was inside the transaction",
            "The charge was made inside a database transaction. A transaction that is not saved takes back its rows, not the money, and so {order} was charged again.",
            "What does a rollback undo, and what can it not reach?", step: 2
        ) { $0.wasChargedInsideTransaction },
        diagnosis(
            "timeout-means-not-charged", "A timeout was read as \"not charged\"",
            "The call for {order} timed out although the money had been taken, or was taken a moment later. It was then charged once more, in a way that the gateway took for another charge.",
            "The answer did not come. Which two things may have happened to the money?", step: 3
        ) { $0.wasTimeoutReadAsNo },
        diagnosis(
            "forgotten-too-early", "The key was forgotten too early",
            "The key of {order} was saved, used and deleted. When the order came again, it got a new key and was charged again.",
            "How long can the same order still come back?", step: 4
        ) { $0.wasKeyForgotten },
        told(
            "key-of-another-order", "Token and key were of two orders",
            "{order} was charged twice: its token came under two keys, and the second one names {other}.",
            "Which order's token does each call bring, and which order's key?", step: 3
        ) { charge in charge.orderInSecondKey.map { ["other": $0] } },
        diagnosis(
            "event-id-as-key", "The key named the event, not the order",
            "{order} was placed in two events. Each has an id of its own, so they looked like two different charges.",
            "Two events say the same thing. What in them is the same?", step: 3
        ) { $0.wasKeyedByEvent || $0.wasRememberedByEvent },
        diagnosis(
            "time-in-key", "There was a time in the key",
            "The keys of {order} hold a time, and it was another one in the second call. To the gateway a new key is a new charge.",
            "The same order comes again. Which time will be in its key?", step: 3
        ) { $0.hadTimeInKey },
        diagnosis(
            "offset-as-key", "The key was only the offset",
            "The key was the record's offset. The same order stood at two offsets, so the gateway saw two different charges.",
            "What else can be at another offset, and still be the same order?", step: 3
        ) { $0.wasKeyedByOffset },
        diagnosis(
            "position-as-key", "The key named a place in the log",
            "The key was made of where the record stands. {order} stands at two places in the log, so the gateway saw two different charges.",
            "What else can be at another offset, and still be the same order?", step: 3
        ) { $0.wasKeyedByPosition },
        diagnosis(
            "key-per-process", "The key changed with the process",
            "Before the restart {order} was charged under one key, and after it under another. To the gateway that is a second charge.",
            "Which part of the key did not survive the restart?", step: 3
        ) { $0.wasKeyedByProcess },
        diagnosis(
            "key-changes-per-try", "Each try came with a new key",
            "{order} was charged under two keys. To the gateway a new key is a new charge.",
            "Where would a second process find the key that the first one used?", step: 3
        ) { $0.wasKeyChanged },
        told(
            "two-at-once", "Two processes charged at once",
            "{order} was charged by {first} and by {second}, which were alive at the same time. Each had looked into the database, and neither saw there what the other one was about to do.",
            "Two processes look into the same table at the same moment. What does each of them find?",
            step: 2
        ) { charge in
            charge.processesAtOnce.map { ["first": $0.first, "second": $0.second] }
        },
        diagnosis(
            "effect-and-marker-apart", "The charge and its marker are two steps",
            "The charge of {order} took effect and its marker was not saved yet. The next process found no sign of it and charged again.",
            "The money is taken, the row is not saved, the process dies. What could tell its successor?",
            step: 2
        ) { $0.hadMarker },
        diagnosis(
            "memory-forgets", "The memory died with the process",
            "{order} was charged without a key, and again after the process had changed: nobody remembered the first time.",
            "What does the new process know of what the old one did?", step: 2
        ) { $0.hadNoKey && !$0.isSameLife },
        diagnosis(
            "no-key", "Charged without a key",
            "{order} was charged twice, and the calls carried no idempotency key. Without one, the gateway takes each call for a new charge.",
            "How could the gateway tell \"the same charge once more\" from \"another charge\"?",
            step: 3
        ) { $0.hadNoKey },
        diagnosis(
            "charged-twice", "An order was charged twice",
            "{order} was charged two times: the gateway took the second call for a new charge.",
            "What would have to be the same in both calls for the gateway to see that they are one charge?",
            step: 3
        ) { _ in true },
    ]

    private static func diagnosis(
        _ id: String, _ title: String, _ explanation: String, _ question: String, step: Int,
        when holds: @escaping @Sendable (DoubleCharge) -> Bool
    ) -> Diagnosis {
        told(id, title, explanation, question, step: step) { holds($0) ? [:] : nil }
    }

    private static func told(
        _ id: String, _ title: String, _ explanation: String, _ question: String, step: Int,
        by names: @escaping @Sendable (DoubleCharge) -> [String: String]?
    ) -> Diagnosis {
        Telling(
            id: id, title: title, explanation: explanation, question: question,
            lesson: "idempotent-handlers#\(step)"
        ).recognised { history in
            guard let evidence = DoubleCharge(Evidence(history, tokens: ChargeOnceSuite.tokens)),
                let names = names(evidence)
            else { return nil }
            return names.merging(["order": evidence.first.orderId]) { own, _ in own }
        }
    }
}
