@testable import Eventlings

/// What a generated transaction does, one after the other; what it writes names the step.
struct GeneratedTransaction {
    enum Verb: CaseIterable { case get, insert, update, delete, scan }
    struct Step {
        let name: Value
        let verb: Verb
        let table: String
        let key: String
    }

    let steps: [Step]

    init(named name: String, using random: inout SplitMix64) {
        let verbs: [Verb] = Bool.random(using: &random) ? Verb.allCases : [.get, .update]
        steps = (1...Int.random(in: 1...3, using: &random)).map { number in
            Step(
                name: .text("\(name)\(number)"), verb: verbs.randomElement(using: &random)!,
                table: ["s", "t"].randomElement(using: &random)!,
                key: ["x", "y"].randomElement(using: &random)!)
        }
    }

    /// What each step sees in a transaction of ours.
    func observations(in tx: Transaction) throws -> [String] {
        try steps.map { step in
            switch step.verb {
            case .get: return "\(try tx.get(step.table, step.key)?["by"] as Value?)"
            case .insert:
                do {
                    try tx.insert(step.table, step.key, ["by": step.name])
                    return "true"
                } catch DatabaseError.duplicateKey {
                    return "false"
                }
            case .update:
                return
                    "\(try tx.update(step.table, step.key, ["by": step.name]) { $0["by"] != "a1" })"
            case .delete: return "\(try tx.delete(step.table, step.key))"
            case .scan: return "\(try tx.scan(step.table).map { "\($0.key)=\($0.row)" })"
            }
        }
    }

    /// What each step sees when nobody else is there: the meaning, on a plain dictionary.
    func observations(alone tables: inout [String: [String: Value]]) -> [String] {
        steps.map { step in
            let old = tables[step.table]?[step.key]
            switch step.verb {
            case .get: return "\(old as Value?)"
            case .insert:
                if old == nil { tables[step.table, default: [:]][step.key] = step.name }
                return "\(old == nil)"
            case .update:
                guard let old, old != "a1" else { return "false" }
                tables[step.table]?[step.key] = step.name
                return "true"
            case .delete:
                tables[step.table]?[step.key] = nil
                return "\(old != nil)"
            case .scan:
                let rows = (tables[step.table] ?? [:]).sorted { $0.key < $1.key }
                return "\(rows.map { "\($0.key)=by=\($0.value)" })"
            }
        }
    }
}

/// Transactions, and the order in which they take their snapshots and are saved.
struct Interleaving {
    let transactions: [GeneratedTransaction]
    /// Each transaction's number twice: its snapshot, and its save.
    let order: [Int]

    init(using random: inout SplitMix64) {
        var transactions: [GeneratedTransaction] = []
        for name in ["a", "b", "c", "d"].prefix(.random(in: 2...4, using: &random)) {
            transactions.append(GeneratedTransaction(named: name, using: &random))
        }
        self.transactions = transactions
        order = (Array(transactions.indices) + transactions.indices).shuffled(using: &random)
    }

    struct Outcome {
        /// The transactions that were saved, or had nothing to save.
        var ended: [(transaction: GeneratedTransaction, observations: [String])] = []
        var tables: [String: [String: Value]] = [:]
    }

    /// The tables before any of the transactions.
    static let before: [String: [String: Value]] = ["s": ["x": "s", "y": "s"], "t": ["x": "t"]]

    func played(at isolation: DatabaseIsolation = .serialisable) throws -> Outcome {
        var state = try Self.stateBefore(isolation)
        var open: [Int: (transaction: Transaction, observations: [String])] = [:]
        var outcome = Outcome()
        for number in order {
            if let (transaction, observations) = open[number] {
                let isSaved = !transaction.changes.hasWrites || state.save(transaction.changes)
                if isSaved { outcome.ended.append((transactions[number], observations)) }
            } else {
                let transaction = Transaction(on: state)
                let observations = try transactions[number].observations(in: transaction)
                open[number] = (transaction, observations)
            }
        }
        for table in ["s", "t"] {
            for (key, row) in state.rows(table) {
                outcome.tables[table, default: [:]][key] = row["by"]
            }
        }
        return outcome
    }

    private static func stateBefore(
        _ isolation: DatabaseIsolation
    ) throws -> DatabaseState {
        var state = DatabaseState(isolation: isolation)
        let transaction = Transaction(on: state)
        for (table, rows) in before {
            for (key, value) in rows { try transaction.insert(table, key, ["by": value]) }
        }
        _ = state.save(transaction.changes)
        return state
    }
}

extension Interleaving.Outcome {
    /// Whether the same would have been seen, and left, by running them one after the other.
    var equalsSomeSerialOrder: Bool {
        permutations(Array(ended.indices)).contains { order in
            var tables = Interleaving.before
            for index in order {
                let seen = ended[index].transaction.observations(alone: &tables)
                guard seen == ended[index].observations else { return false }
            }
            return tables.filter { !$0.value.isEmpty } == self.tables
        }
    }
}

private func permutations(_ items: [Int]) -> [[Int]] {
    guard !items.isEmpty else { return [[]] }
    return items.flatMap { first in
        permutations(items.filter { $0 != first }).map { [first] + $0 }
    }
}
