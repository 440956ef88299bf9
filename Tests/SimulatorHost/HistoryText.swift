import EventBroker
import EventLog
import Eventlings
import Simulation

extension History {
    /// One line for each entry: `1002ms a#0 applied commit orders-0@1: done`.
    var lines: [String] {
        entries.map { entry in
            let who = entry.incarnation.map { " \(entry.process)#\($0)" } ?? ""
            return "\(entry.at / 1_000_000)ms\(who) \(entry.moment.text)"
        }
    }
}

extension History.Moment {
    var text: String {
        switch self {
        case .started(let restart): restart ? "starts again" : "starts"
        case .sent(let request): "sent \(request.text)"
        case .applied(let request, let answer, let changed, let late):
            (late ? "late " : "") + "applied \(request.text): \(answer.text)"
                + (changed ? "" : " (no change)")
        case .answered(let request, let answer): "answered \(request.text): \(answer.text)"
        case .timedOut(let request): "timed out \(request.text)"
        case .struck(let strike, let request):
            "struck \(strike)" + (request.map { " \($0.text)" } ?? "")
        case .woke: "woke"
        case .gaveUp(let partitions, let isLost):
            (isLost ? "lost " : "gave up ")
                + partitions.map(\.description).joined(separator: ",")
        case .pollIntervalPassed: "poll interval passed"
        case .diedOf(let request): "died of \(request.text)"
        case .threw(let error): "threw \(error)"
        case .called(let function, let errand): "called \(function) for \(errand)"
        case .returned: "returned"
        case .killed: "killed"
        case .printed(let text): "printed \(text.split(separator: "\n").joined(separator: " | "))"
        case .transactionEnded: "transaction ended"
        case .appended(let name, let partition, _): "appended \(name) to \(partition)"
        case .broke(let invariant, let violation): "broke \(invariant): \(violation.text)"
        }
    }
}

extension History.Request {
    var text: String {
        switch self {
        case .poll: "poll"
        case .broker(.offsetCommit(let commit)): "commit \(Self.text(commit.offsets))"
        case .broker(.fetch(let fetch)): "fetch \(Self.text(fetch.positions))"
        case .broker(.offsetFetch): "offset fetch"
        case .broker(.joinGroup): "join"
        case .broker(.syncGroup): "sync"
        case .broker(.heartbeat): "heartbeat"
        case .broker(.leaveGroup): "leave"
        case .broker(.produce(let produce)): "send \(produce.partition)"
        case .broker(.initProducerID): "init producer id"
        case .broker(.addPartitionsToTxn(let adding)):
            "add \(adding.partitions.map(\.description).joined(separator: ","))"
        case .broker(.addOffsetsToTxn(let adding)): "add offsets of \(adding.groupID)"
        case .broker(.txnOffsetCommit(let request)):
            "commit \(Self.text(request.commit.offsets)) in the transaction"
        case .broker(.endTxn(let end)): end.commits ? "end by commit" : "end by abort"
        case .broker: "look-up"
        case .service(.pack(let order)): "pack \(order)"
        case .service(.reserve(let order)): "reserve \(order)"
        case .service(.charge(let charge)): "charge \(charge.token)"
        case .service(.print(let order)): "print \(order)"
        case .service(.show(let step)): "show \(step.orderId) \(step.type)"
        case .service(.deliver(let mail)): "mail \(mail.to)"
        case .service(.changes(let position, _, _)): "changes after \(position)"
        case .service(.begin): "begin"
        case .service(.save): "save"
        }
    }

    private static func text(_ offsets: [PartitionOffset]) -> String {
        offsets.map { "\($0.partition)@\($0.offset)" }.joined(separator: ",")
    }
}

extension History.Answer {
    var text: String {
        switch self {
        case .broker(.done(let error)): error.map { "\($0)" } ?? "done"
        case .broker(.fetch(let fetch)):
            fetch.partitions.flatMap(\.batches).compactMap { try? $0.records() }.joined()
                .map { String(decoding: $0.value ?? [], as: UTF8.self) }.joined(separator: ",")
        case .broker(.syncGroup(let sync)):
            sync.error.map { "\($0)" }
                ?? sync.partitions.map(\.description).joined(separator: ",")
        case .broker(.joinGroup(let join)):
            join.error.map { "\($0)" } ?? "generation \(join.generation)"
        case .broker(.offsetFetch(let fetch)):
            fetch.offsets.map { "\($0.partition)@\($0.offset)" }.joined(separator: ",")
        case .broker(.produce(let produce)):
            produce.error.map { "\($0)" } ?? "@\(produce.baseOffset)"
        case .broker(.initProducerID(let answer)):
            answer.producer.map { "producer \($0.id) epoch \($0.epoch)" } ?? "refused"
        case .broker: "…"
        case .service(.done): "done"
        case .service(.receipt(let receipt)): receipt.id
        case .service(.keyReused): "key reused"
        case .service(.unavailable): "unavailable"
        case .service(.refused): "refused"
        case .service(.changes(let changes)): changes.map(\.key).joined(separator: ",")
        case .service(.snapshot): "snapshot"
        case .service(.conflict): "conflict"
        }
    }
}
