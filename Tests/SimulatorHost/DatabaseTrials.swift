import Eventlings
import Simulation

/// Two processes and a database, at a level of isolation.
enum DatabaseTrials {
    static let named: [String: Trial] = [
        "skew-serialisable": onCall(.serialisable), "skew-snapshot": onCall(.snapshot),
        "lost-update-snapshot": taking(.snapshot),
        "lost-update-read-committed": taking(.readCommitted),
        "numbered": numbered, "relay": relay,
    ]

    /// Each goes off duty if another one is on it.
    private static func onCall(_ level: DatabaseIsolation) -> Trial {
        var trial = Trial(faults: [], records: [], instances: ["a", "b"]) { process in
            try await process.database.transaction { tx in
                if try tx.scan("duty").count > 1 { try tx.delete("duty", process.name) }
            }
            try await Trials.rest()
        }
        trial.setup.surroundings.database = DatabaseState(
            rows: [("duty", "a", [:]), ("duty", "b", [:])], isolation: level)
        trial.invariants = [
            Invariant(id: "duty", title: "", kind: .safety) { world in
                world.services.database.rows("duty").isEmpty
                    ? Violation(of: "duty", "nobody is on duty") : nil
            }
        ]
        return trial
    }

    /// Each takes one away.
    private static func taking(_ level: DatabaseIsolation) -> Trial {
        var trial = Trial(faults: [], records: [], instances: ["a", "b"]) { process in
            try await process.database.transaction { tx in
                let left = try tx.get("stock", "sku-1")?["quantity"]?.integer ?? 0
                try tx.update("stock", "sku-1", ["quantity": .integer(left - 1)])
            }
            try await Trials.rest()
        }
        trial.setup.surroundings.database = DatabaseState(
            rows: [("stock", "sku-1", ["quantity": 2])], isolation: level)
        trial.invariants = [
            Invariant(id: "stock", title: "", kind: .liveness) { world in
                world.services.database.row("stock", "sku-1")?["quantity"] == 0
                    ? nil : Violation(of: "sku-1", "an update is lost")
            }
        ]
        return trial
    }

    /// The one that has the smaller number takes its time before it is saved. The other reads the table
    /// by number, and then the change feed.
    private static let numbered = withFeed(
        Trial(faults: [], records: [], instances: ["a", "b"]) { process in
            if process.name == "a" {
                try await process.database.transaction { tx in
                    try tx.insert("outbox", ["event": "placed"])
                    try await Task.sleep(for: .milliseconds(500))
                }
            } else {
                try await process.database.transaction { tx in
                    try tx.insert("outbox", ["event": "paid"])
                }
                let rows = try await process.database.transaction {
                    try $0.scan("outbox").map(\.key)
                }
                print("rows", rows.joined(separator: ","))
                try await Task.sleep(for: .seconds(1))
                let changes = try await process.database.changes(after: 0)
                print("changes", changes.map(\.key).joined(separator: ","))
            }
            try await Trials.rest()
        })

    private static func withFeed(_ trial: Trial) -> Trial {
        var trial = trial
        trial.setup.surroundings.database = DatabaseState(hasFeed: true)
        return trial
    }

    /// Packs what the change feed tells, and remembers how far it has come.
    private static let relay: Trial = {
        var trial = Trial(faults: .crash, records: [], instances: ["a", "b"]) { process in
            if process.name == "a" {
                for name in ["r1", "r2", "r3"] {
                    try? await process.database.transaction { tx in try tx.insert("outbox", name) }
                }
                while true { _ = try await process.database.changes(after: 1_000) }
            }
            while true {
                let place = try await process.database.transaction { tx in
                    try tx.get("places", "outbox")?["position"]?.integer ?? 0
                }
                for change in try await process.database.changes(after: place, in: "outbox") {
                    try await process.packing.pack(change.key)
                    try await process.database.transaction { tx in
                        if try tx.get("places", "outbox") == nil {
                            try tx.insert("places", "outbox")
                        }
                        try tx.update("places", "outbox", ["position": .integer(change.position)])
                    }
                }
            }
        }
        trial.invariants = [Weaknesses.everythingIsPacked]
        return withFeed(trial)
    }()
}
