import EventBroker
import Eventlings
import FoundationEssentials
import Simulation

/// What diagnoses look for in a failed run of the stock's keepers: who wrote what of which order.
struct StockStory {
    /// A transaction that has changed the stock.
    struct Change {
        let save: Evidence.Save
        let applied: Int
        let before: [String: Int64]
        /// How much of each article it took; negative where there is more than before.
        let taken: [String: Int64]
    }

    let evidence: Evidence
    /// The orders that records tell, by id.
    let orders: [String: StockOrder]
    private(set) var changes: [Change] = []
    /// How many there are of each article, in the end.
    private(set) var stock: [String: Int64]
    /// What was recorded of each order, in turn.
    private(set) var outcomes: [String: [String]] = [:]
    /// What the table says in the end.
    private(set) var lastOutcomes: [String: String] = [:]
    /// Transactions that have read and saved nothing.
    let looks: [(incarnation: Int, began: Int, ended: Int)]

    init(_ history: History) {
        evidence = Evidence(history, outcomes: Self.outcomeTable)
        let told = evidence.records.values.joined().compactMap(Self.order)
        orders = Dictionary(told.map { ($0.orderId, $0) }, uniquingKeysWith: { first, _ in first })
        stock = Dictionary(uniqueKeysWithValues: StockPlan.start.map { ($0.sku, $0.quantity) })
        looks = Self.looks(evidence)
        for save in evidence.appliedSaves { read(save) }
    }

    static let outcomeTable = "outcomes"

    private mutating func read(_ save: Evidence.Save) {
        let before = stock
        for write in save.writes {
            if write.table == "stock" { stock[write.key] = write.row?["quantity"]?.integer ?? 0 }
            if write.table == Self.outcomeTable { readOutcome(write) }
        }
        guard before != stock, let applied = save.applied else { return }
        let taken = before.merging(stock) { $0 - $1 }.filter { $0.value != 0 }
        changes.append(Change(save: save, applied: applied, before: before, taken: taken))
    }

    private mutating func readOutcome(_ write: DatabaseChanges.Write) {
        let outcome = write.row?["outcome"]?.text
        lastOutcomes[write.key] = outcome
        if let outcome { outcomes[write.key, default: []].append(outcome) }
    }

    private static func order(in record: InputRecord) -> StockOrder? {
        try? JSONDecoder().decode(Event<StockOrder>.self, from: Data(record.value)).payload
    }

    private static func looks(
        _ evidence: Evidence
    ) -> [(incarnation: Int, began: Int, ended: Int)] {
        let all = evidence.transactions
        return all.compactMap { transaction in
            guard let ended = transaction.ended else { return nil }
            let next = all.first {
                $0.incarnation == transaction.incarnation && $0.began > transaction.began
            }
            let isSaved = evidence.saves.contains {
                $0.incarnation == transaction.incarnation && $0.sent > ended
                    && $0.sent < next?.began ?? .max
            }
            return isSaved ? nil : (transaction.incarnation, transaction.began, ended)
        }
    }
}

extension StockStory {
    static func lines(of order: StockOrder) -> [String: Int64] {
        Dictionary(order.lines.map { ($0.sku, $0.quantity) }, uniquingKeysWith: +)
    }

    /// Whether there is not enough for an order when all is over.
    func isShort(_ order: StockOrder) -> Bool {
        order.lines.contains { stock[$0.sku] ?? 0 < $0.quantity }
    }

    /// When a life was last handed an order before that.
    func handing(of orderId: String, to incarnation: Int, before position: Int) -> Int? {
        evidence.handed.last {
            $0.incarnation == incarnation && $0.orderId == orderId && $0.poll < position
        }?.poll
    }

    /// A look of a life at the database since it was handed an order, before a save of its own.
    func look(of save: Evidence.Save, for orderId: String) -> Int? {
        guard let handed = handing(of: orderId, to: save.incarnation, before: save.sent) else {
            return nil
        }
        return looks.last {
            $0.incarnation == save.incarnation && $0.began > handed && $0.ended < save.sent
        }?.began
    }

    /// The orders whose goods a change has taken: those that it accepts, or one that asks for just
    /// that.
    func ordersTaken(by change: Change) -> [StockOrder] {
        let accepted = accepted(by: change.save)
        let demand = accepted.map(Self.lines).reduce(into: [:]) {
            $0.merge($1, uniquingKeysWith: +)
        }
        if demand == change.taken { return accepted }
        let life = change.save.incarnation
        let fitting = sortedOrders.filter { order in
            Self.lines(of: order) == change.taken
                && handing(of: order.orderId, to: life, before: change.applied) != nil
        }
        let named = fitting.first { order in
            change.save.writes.contains { $0.key.contains(order.orderId) }
        }
        return (named ?? fitting.first).map { [$0] } ?? []
    }

    func accepted(by save: Evidence.Save) -> [StockOrder] {
        save.writes
            .filter { $0.table == Self.outcomeTable && $0.row?["outcome"]?.text == "accepted" }
            .compactMap { orders[$0.key] }
    }

    var sortedOrders: [StockOrder] { orders.values.sorted { $0.orderId < $1.orderId } }
}

extension Evidence {
    /// In the order in which they took effect.
    var appliedSaves: [Save] {
        saves.filter { $0.applied != nil }.sorted { ($0.applied ?? 0) < ($1.applied ?? 0) }
    }
}

extension Evidence.Save {
    /// Whether one of its rows tells of that, in its key or in a column.
    func names(_ name: String) -> Bool { writes.contains { $0.names(name) } }
}

extension DatabaseChanges.Write {
    func names(_ name: String) -> Bool {
        words.contains { $0 == name }
    }

    var isOwnTable: Bool { table != "stock" && table != StockStory.outcomeTable }

    /// Key and columns in parts: "order-1/cup" names order-1.
    private var words: [Substring] {
        "\(key) \(row?.description ?? "")".split { " =/:,;@|".contains($0) }
    }
}
