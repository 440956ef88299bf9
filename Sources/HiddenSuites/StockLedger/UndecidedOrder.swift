import EventBroker
import Eventlings

/// The evidence about an order that has no outcome.
struct UndecidedOrder {
    let story: StockStory
    let order: StockOrder

    init?(_ story: StockStory) {
        guard let order = story.orders[story.evidence.subject] else { return nil }
        let outcome = story.lastOutcomes[order.orderId]
        if outcome == "accepted" || outcome == "refused" { return nil }
        self.story = story
        self.order = order
    }

    private var orderId: String { order.orderId }
    private var evidence: Evidence { story.evidence }

    private var handed: [Evidence.Handed] { evidence.handed.filter { $0.orderId == orderId } }

    private var isCommitted: Bool {
        handed.contains { record in evidence.commits.contains { $0.covers(record) } }
    }

    /// A life that had the order looked into the database and saved nothing, and did not commit the
    /// order before.
    private var wasLookedAt: Bool {
        handed.contains { record in
            let commit = evidence.commits.first {
                $0.incarnation == record.incarnation && $0.covers(record)
            }
            return story.looks.contains {
                $0.incarnation == record.incarnation && $0.began > record.poll
                    && $0.ended < commit?.sent ?? .max
            }
        }
    }
}

/// The marks of the mistakes that leave an order without an outcome.
extension UndecidedOrder {
    /// What was recorded of it in other words.
    var otherWord: String? { story.lastOutcomes[orderId] }

    /// Its row has one of the words elsewhere.
    var otherColumn: String? {
        let row = evidence.appliedSaves.flatMap(\.writes).last {
            $0.table == StockStory.outcomeTable && $0.key == orderId
        }?.row
        let columns = row?.description.split(separator: " ").map { $0.split(separator: "=") } ?? []
        return columns.first { $0.count == 2 && StockPlan.outcomes.contains(String($0[1])) }
            .map { String($0[0]) }
    }

    /// Nobody has ever tried to write one, of any order, though nothing had gone wrong.
    var isNothingRecorded: Bool {
        !handed.isEmpty && evidence.ends.isEmpty && evidence.failures.isEmpty
            && !evidence.saves.flatMap(\.writes).contains { $0.table == StockStory.outcomeTable }
    }

    /// Its outcome was in a transaction that got in another one's way, and was not saved by the second
    /// run either; a row of ours that names it was saved apart by the same life.
    var wasMarkedByItself: Bool {
        evidence.saves.contains { run in
            run.applied == nil && run.failed == nil && evidence.ends[run.incarnation] == nil
                && run.writes.contains {
                    $0.table == StockStory.outcomeTable && $0.key == orderId
                }
                && evidence.appliedSaves.contains { save in
                    save.incarnation == run.incarnation && save.sent < run.sent
                        && save.writes.contains { $0.isOwnTable && $0.names(orderId) }
                }
        }
    }

    /// It had one.
    var isOutcomeDeleted: Bool {
        story.outcomes[orderId] != nil && story.lastOutcomes[orderId] == nil
    }

    /// A key among the outcomes that is no order's.
    var strangeKey: String? { story.outcomes.keys.sorted().first { story.orders[$0] == nil } }

    var wasTaken: Bool {
        story.changes.flatMap(story.ordersTaken).contains { $0.orderId == orderId }
    }

    /// Another order asks for just the same; with its outcome, a row was saved that names nobody.
    var twin: String? {
        story.sortedOrders.first { other in
            other.orderId != orderId && other.lines == order.lines
                && evidence.appliedSaves.contains { save in
                    save.writes.contains {
                        $0.table == StockStory.outcomeTable && $0.key == other.orderId
                    }
                        && save.writes.contains { $0.isOwnTable && !$0.names(other.orderId) }
                }
        }?.orderId
    }

    /// A row of another order's tells of its offset.
    var isTakenForItsPlace: Bool {
        !handed.isEmpty
            && evidence.appliedSaves.contains { save in
                !save.names(orderId)
                    && save.writes.contains { write in
                        write.isOwnTable && handed.contains { write.key == "\($0.offset)" }
                    }
            }
    }

    /// A row of ours tells of an order with a greater id.
    var greaterOrder: String? {
        guard wasLookedAt else { return nil }
        return story.sortedOrders.map(\.orderId).first { other in
            other > orderId
                && evidence.appliedSaves.contains { save in
                    save.writes.contains {
                        $0.isOwnTable && !$0.key.contains(other) && $0.names(other)
                    }
                }
        }
    }

    /// There is not enough for it, it was looked at, and its record was committed.
    var wasPassedOverAsShort: Bool { story.isShort(order) && wasLookedAt && isCommitted }

    /// There is not enough for it, and whoever had it never got any further.
    var isWaitedFor: Bool { story.isShort(order) && wasLookedAt && !isCommitted }

    /// Its life had begun a transaction that had not answered yet when the commit was sent.
    var wasCommittedWhileUnderWay: Bool {
        handed.contains { record in
            evidence.commits.contains { commit in
                let end = commit.answered ?? evidence.ends[record.incarnation]?.at ?? .max
                return commit.incarnation == record.incarnation && commit.covers(record)
                    && (evidence.begins[record.incarnation] ?? []).contains { begin in
                        begin.sent > record.poll && begin.sent < end
                            && begin.answered ?? begin.failed ?? .max > commit.sent
                    }
            }
        }
    }

    /// Transactions enough were made for it to have its turn, it was committed, and nothing had gone
    /// wrong.
    var wasPassedOver: Bool {
        handed.contains { record in
            let batch = evidence.handed.filter {
                $0.poll == record.poll && $0.incarnation == record.incarnation
            }
            let turn = batch.firstIndex {
                $0.offset == record.offset && $0.partition == record.partition
            }
            let isCalm =
                evidence.ends[record.incarnation] == nil
                && evidence.failures[record.incarnation] == nil
            let commit = evidence.commits.first { $0.covers(record) }
            guard isCalm, let turn, let commit else { return false }
            return begins(after: record, before: commit.sent).count > turn
        }
    }

    /// The last transaction before the commit had not even begun: no answer came.
    var wasFailureCommitted: Bool {
        handed.contains { record in
            evidence.commits.contains { commit in
                commit.incarnation == record.incarnation && commit.covers(record)
                    && begins(after: record, before: commit.sent).last?.failed != nil
            }
        }
    }

    /// A transaction did not begin, and its process went on to the next.
    var wasFailureLeftBehind: Bool {
        handed.contains { record in
            evidence.ends[record.incarnation] == nil
                && begins(after: record, before: .max).contains { $0.failed != nil }
        }
    }

    private func begins(after record: Evidence.Handed, before end: Int) -> [Evidence.Begin] {
        (evidence.begins[record.incarnation] ?? []).filter {
            $0.sent > record.poll && $0.sent < end
        }
    }

    var wasCommittedInsideTransaction: Bool {
        evidence.commits.contains { commit in
            handed.contains { commit.covers($0) && $0.incarnation == commit.incarnation }
                && evidence.transactions.contains {
                    $0.incarnation == commit.incarnation && $0.began < commit.sent
                        && $0.ended ?? .max > commit.sent
                }
        }
    }
}
