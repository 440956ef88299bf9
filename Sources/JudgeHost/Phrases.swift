import EventBroker
import EventLog
import Eventlings
import Judge
import Simulation

/// How a story names requests, answers and faults.
struct Phrases {
    let records: [TopicPartition: [InputRecord]]
    let facts: Facts?

    /// "gateway.charge", as the learner wrote it.
    static func name(of request: History.Request) -> String { call(request).rawValue }

    static func call(_ request: History.Request) -> CallName {
        switch request {
        case .poll: .poll
        case .broker(.offsetCommit): .commit
        case .broker(.produce): .send
        case .broker: .poll
        case .service(.pack): .pack
        case .service(.reserve): .reserve
        case .service(.charge): .charge
        case .service(.print): .print
        case .service(.show): .show
        case .service(.deliver): .deliver
        case .service(.begin), .service(.save), .service(.changes): .transaction
        }
    }

    /// The requests that a learner writes; the rest of the client's work is inside `poll`.
    static func isShown(_ request: History.Request) -> Bool {
        switch request {
        case .poll, .broker(.offsetCommit), .broker(.produce): true
        case .service(let request): request.hasEffect
        case .broker: false
        }
    }

    /// It would have told something and changed nothing.
    static func isQuestion(_ request: History.Request) -> Bool {
        if case .service(let request) = request { !request.hasEffect } else { false }
    }

    /// The lane at the other end.
    static func peer(of request: History.Request) -> String {
        switch request {
        case .poll, .broker: "broker"
        case .service(let request): request.service.rawValue
        }
    }

    func text(of request: History.Request) -> String {
        switch request {
        case .broker(.offsetCommit(let commit)):
            (commit.isAutomatic ? "automatic commit " : "commit ")
                + commit.offsets.map { "\($0.partition) → \($0.offset)" }.joined(separator: ", ")
        case .broker(.produce(let produce)):
            "send \(names(in: produce.batch)) to \(produce.partition), \(keys(in: produce.batch))"
        case .poll, .broker: "poll"
        case .service(.pack(let orderId)): "pack \(orderId)"
        case .service(.reserve(let orderId)): "reserve \(orderId)"
        case .service(.charge(let charge)):
            "charge \(charge.amount) by \(charge.token), "
                + (charge.key.map { "key \($0)" } ?? "no key")
        case .service(.print(let orderId)): "print the label of \(orderId)"
        case .service(.show(let step)): "show \(step.orderId): \(step.type)"
        case .service(.deliver(let mail)): "mail \(mail.to): \(mail.subject)"
        case .service(.changes(let position, _, _)): "read the changes after \(position)"
        case .service(.begin): "begin a transaction"
        case .service(.save(let changes)):
            "save " + changes.writes.map(Self.text).joined(separator: "; ")
        }
    }

    private static func text(of write: DatabaseChanges.Write) -> String {
        guard let row = write.row else { return "\(write.table)/\(write.key) deleted" }
        let columns = row.description
        return "\(write.table)/\(write.key)" + (columns.isEmpty ? "" : " \(columns)")
    }

    /// What a request has changed; nil where the answer tells it.
    func effect(of request: History.Request, _ answer: History.Answer, changed: Bool) -> String? {
        switch (request, answer) {
        case (.service, .service(.unavailable)), (.service, .service(.refused)): nil
        case (.service(.pack(let orderId)), _):
            changed ? "\(orderId) is packed" : "\(orderId) was packed before"
        case (.service(.reserve(let orderId)), _):
            changed ? "goods for \(orderId) are reserved" : "\(orderId) was reserved before"
        case (.service(.charge(let charge)), .service(.receipt(let receipt))):
            changed
                ? "\(charge.amount) taken by \(charge.token)"
                : "known key: \(receipt.id) again, no money moves"
        case (.service(.charge), .service(.keyReused)): "refused: the key named another charge"
        case (.service(.print(let orderId)), _): "a label for \(orderId)"
        case (.service(.show(let step)), _):
            changed
                ? "\(step.orderId) is at \(step.type)"
                : "\(step.orderId) was at \(step.type) already"
        case (.service(.deliver(let mail)), _): "a mail to \(mail.to): \(mail.subject)"
        case (.service(.save), .service(.conflict)):
            "conflict: somebody else saved what it had read"
        case (.service(.save), _): "saved"
        case (.broker(.produce(let produce)), .broker(.produce(let answer))):
            answer.error == nil
                ? "\(names(in: produce.batch)) at \(produce.partition)@\(answer.baseOffset)"
                : nil
        default: nil
        }
    }

    /// What a process hears that it could not know; nil for a plain "done".
    func news(_ request: History.Request, _ answer: History.Answer) -> String? {
        switch (request, answer) {
        case (.broker(.fetch), .broker(.fetch(let fetched))):
            let names = fetched.partitions.flatMap(records)
            return names.isEmpty ? nil : names.joined(separator: ", ")
        case (.service, .service(.unavailable)): return "not available: nothing has happened"
        case (.service, .service(.refused(let reason))): return "refused: \(reason)"
        case (.broker(.offsetCommit), .broker(.done(.some(let error)))): return "refused: \(error)"
        case (.broker(.produce), .broker(.produce(let answer))):
            return answer.error.map { "refused: \($0)" }
        default: return nil
        }
    }

    private func names(in batch: RecordBatch) -> String {
        let names = ((try? batch.records()) ?? []).map { record in
            facts.flatMap { facts in facts.index(record).map { facts.names[$0] } } ?? "a record"
        }
        return names.joined(separator: ", ")
    }

    private func keys(in batch: RecordBatch) -> String {
        var keys: [String] = []
        for record in (try? batch.records()) ?? [] {
            let key = record.key.map { "key \(String(decoding: $0, as: UTF8.self))" } ?? "no key"
            if keys.last != key { keys.append(key) }
        }
        return keys.joined(separator: ", ")
    }

    /// Of many records the first and the last: a story is about few of them.
    private func records(in fetched: Fetch.Partition) -> [String] {
        let all = names(in: fetched)
        guard all.count > Self.mostNamed else { return all }
        let first = all.prefix(Self.mostNamed / 2)
        return first + ["… \(all.count - first.count - 1) more …"] + all.suffix(1)
    }

    private static let mostNamed = 8

    private func names(in fetched: Fetch.Partition) -> [String] {
        fetched.batches.flatMap { batch in
            (batch.baseOffset..<batch.nextOffset).map { offset in
                let known = records[fetched.partition] ?? []
                let name = offset < known.count ? known[Int(offset)].name : "record"
                return "\(name) (\(fetched.partition)@\(offset))"
            }
        }
    }
}
