import EventBroker
import EventLog
import Foundation

/// The broker and its model, side by side, in the same story.
struct Comparison {
    /// Where the two part.
    struct Difference: Error, CustomStringConvertible {
        var step: Int
        var command: Command
        var subject: String
        var broker: String
        var model: String

        var description: String {
            """
            After step \(step), \(command.source):
              \(subject)
              the broker says \(broker)
              the model says  \(model)
            """
        }
    }

    /// What kind of broker the story is about.
    struct Setting: Hashable, CustomStringConvertible {
        var isDurable = false
        /// Whether a durable one waits for the disk; else it doesn't, which is faster, and since only
        /// the broker is gone and not the power, as good.
        var flushes = false
        var joinDelay: Int64 = 0
        var markerDelay: Int64 = 0

        var description: String {
            "Comparison.Setting(isDurable: \(isDurable), flushes: \(flushes), "
                + "joinDelay: \(joinDelay), markerDelay: \(markerDelay))"
        }

        var options: Broker.Options {
            var options = Broker.Options()
            options.initialRebalanceDelayMilliseconds = joinDelay
            options.transactionMarkerDelayMilliseconds = markerDelay
            options.maxPartitionsPerTopic = 8
            options.producerIDExpirationMilliseconds = 3_000_000
            options.transactionalIDExpirationMilliseconds = 4_000_000
            return options
        }
    }

    private let setting: Setting
    private let folder: String?
    private var broker: Broker
    private var model: ModelBroker
    private var clients = Clients()
    private var now = Timestamp(milliseconds: 10_000)
    private var requests = 0
    /// Start, end and last stable offset of the logs whose records were compared.
    private var compared: [TopicPartition: [Int64]] = [:]
    private var step = (number: 0, command: Command.restart)

    /// Plays the commands on both; nil if they never differ.
    static func firstDifference(
        of commands: [Command], _ setting: Setting = Setting()
    ) throws -> Difference? {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "broker-model-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        do {
            var comparison = try Comparison(setting, folder: folder)
            for (number, command) in commands.enumerated() {
                comparison.step = (number + 1, command)
                try comparison.play(command)
            }
            comparison.compared = [:]
            try comparison.compareTopics()
        } catch let difference as Difference {
            return difference
        }
        return nil
    }

    private init(_ setting: Setting, folder: String) throws {
        self.setting = setting
        self.folder = setting.isDurable ? folder : nil
        model = ModelBroker(options: setting.options)
        broker = Broker(options: setting.options)
        try start()
    }

    private mutating func play(_ command: Command) throws {
        switch command {
        case .pass(let milliseconds, let beating):
            try pass(to: now.advanced(byMilliseconds: milliseconds), beating: beating)
        case .passAtOnce(let milliseconds):
            now = now.advanced(byMilliseconds: milliseconds)
            try pass(to: now, beating: false)
        case .restart: try restart()
        case .forget:
            guard let id = clients.oldestOpen else { return }
            clients.forget(id)
            broker.forget(id)
            model.forget(id)
        case .stopPolling(let group, let client):
            let id = clients.memberID(group, client)
            broker.leave(memberID: id, now: now)
            model.leave(memberID: id, now: now)
        default:
            requests += 1
            let id = RequestID(rawValue: requests)
            guard
                let request = clients.request(
                    for: command, id: id, now: now, ends: model.ends)
            else { return }
            broker.handle(request, id: id, now: now)
            model.handle(request, id: id, now: now)
        }
        try compare()
    }

    /// What the dead broker has written, the next one reads.
    private mutating func restart() throws {
        guard folder != nil else { return }
        broker = Broker()
        try start()
        clients.forgetAll()
    }

    private mutating func start() throws {
        guard let folder else { return }
        let storage = try DiskStorage(
            folder: folder, flush: setting.flushes ? .everyBatch : .never)
        do {
            broker = try Broker(options: setting.options, on: storage, now: now)
        } catch {
            throw difference("what the disk holds", "\(error)", "it can be read")
        }
        model.restart(now: now)
        compared = [:]
    }

    private mutating func pass(to end: Timestamp, beating: Bool) throws {
        var ticksInVain = 0
        while let deadline = broker.nextDeadline, deadline <= end {
            let moment = max(now, deadline)
            ticksInVain = moment == now ? ticksInVain + 1 : 0
            guard ticksInVain < 10 else {
                throw difference("what is due", "for ever \(now.milliseconds)", "is done at once")
            }
            now = moment
            broker.tick(now: now) { _ in beating ? moment : nil }
            model.tick(now: now) { _ in beating ? moment : nil }
            try compare()
        }
        now = end
    }
}

// MARK: - What is compared

extension Comparison {
    private mutating func compare() throws {
        try compareAnswers()
        try compareDeadlines()
        try compareTopics()
        try compareGroups()
    }

    private mutating func compareAnswers() throws {
        for reply in broker.takeReplies() {
            let expected = model.answers.removeValue(forKey: reply.id)
            guard reply.response == expected else {
                throw difference(
                    "request \(reply.id.rawValue)", reply.response.summary,
                    expected?.summary ?? "nothing")
            }
            clients.hear(reply.response, to: reply.id)
        }
        if let (id, answer) = model.answers.first {
            throw difference("request \(id.rawValue)", "nothing", answer.summary)
        }
    }

    /// The broker may look too early, for a transaction that has ended; it must never come too late.
    private func compareDeadlines() throws {
        let (mine, models) = (broker.nextDeadline, model.nextDeadline)
        guard (mine == nil) == (models == nil), mine ?? now <= models ?? now else {
            throw difference(
                "what is due next", "\(mine as Any)", "\(models as Any)")
        }
    }

    private mutating func compareTopics() throws {
        let known = broker.metadata(FetchMetadata()).topics.filter { !$0.isInternal }
        try check("the topics", known, model.metadata)
        for topic in known {
            for number in 0..<(topic.partitions ?? 0) {
                try comparePartition(TopicPartition(topic.name, number))
            }
        }
    }

    /// The records are compared when there are others, after a restart and at the end.
    private mutating func comparePartition(_ place: TopicPartition) throws {
        let ends: [(ListOffsets.Spec, IsolationLevel)] = [
            (.earliest, .readUncommitted), (.latest, .readUncommitted), (.latest, .readCommitted),
        ]
        let offsets = ends.map {
            broker.offset(ListOffsets(partition: place, spec: $0.0, isolation: $0.1)).offset
        }
        try check(
            "start, end and last stable offset of \(place)", offsets,
            ends.map {
                model.offset(ListOffsets(partition: place, spec: $0.0, isolation: $0.1)).offset
            })
        if compared[place] == offsets { return }
        compared[place] = offsets
        for isolation in [IsolationLevel.readUncommitted, .readCommitted] {
            let fetch = Fetch(
                positions: [PartitionOffset(place, offsets[0])], maxWaitMilliseconds: 0,
                isolation: isolation)
            let (found, expected) = (broker.read(fetch), model.read(fetch))
            guard found == expected else {
                throw difference(
                    "the records of \(place), \(isolation)", BrokerResponse.fetch(found).summary,
                    BrokerResponse.fetch(expected).summary)
            }
            if isolation == .readCommitted {
                try check(
                    "what an application reads of \(place)",
                    found.partitions.first?.seen.filter { $0 >= offsets[0] } ?? [],
                    model[place]?.committed ?? [])
            }
        }
    }

    private func compareGroups() throws {
        try check("the groups", broker.groupIDs.sorted(), model.groups.keys.sorted())
        for id in Clients.groupIDs {
            let description = broker.describe(DescribeGroup(groupID: id))
            try check("the group \(id)", description, model.describe(id))
            let all = OffsetFetch(groupID: id, partitions: [])
            try check(
                "what the group \(id) has committed", broker.committed(all), model.committed(all))
        }
    }

    private func check<Value: Equatable>(
        _ subject: String, _ mine: Value, _ models: Value
    ) throws {
        guard mine != models else { return }
        throw difference(subject, "\(mine)", "\(models)")
    }

    private func difference(_ subject: String, _ mine: String, _ models: String) -> Difference {
        Difference(
            step: step.number, command: step.command, subject: subject,
            broker: mine.withoutModules, model: models.withoutModules)
    }
}

extension BrokerResponse {
    /// Without the bytes of batches.
    fileprivate var summary: String {
        guard case .fetch(let fetch) = self else { return "\(self)" }
        return "fetch(\(fetch.partitions.map(\.summary).joined(separator: "; ")))"
    }
}

extension Fetch.Partition {
    fileprivate var summary: String {
        if let error { return "\(partition) \(error)" }
        let records = batches.flatMap(\.content).map { record in
            "\(record.offset)=\(String(decoding: record.value ?? [], as: UTF8.self).debugDescription)"
        }
        return "\(partition) \(logStartOffset)..<\(highWatermark), stable \(lastStableOffset), "
            + "records \(records.joined(separator: " ")), aborted \(aborted)"
    }

    /// The offsets that a read-committed client hands to its application: it drops those of an
    /// aborted transaction's producer up to the ABORT marker.
    fileprivate var seen: [Int64] {
        var (seen, dropping) = ([Int64](), Set<Int64>())
        for batch in batches {
            let producer = batch.producer?.id ?? -1
            for transaction in aborted
            where transaction.firstOffset >= batch.baseOffset
                && transaction.firstOffset <= batch.lastOffset
                || transaction.firstOffset < (batches.first?.baseOffset ?? 0)
                    && batch == batches.first
            {
                dropping.insert(transaction.producerID)
            }
            if batch.isControl {
                if batch.marker == .abort { dropping.remove(producer) }
            } else if !batch.isTransactional || !dropping.contains(producer) {
                seen += Array(batch.baseOffset...batch.lastOffset)
            }
        }
        return seen
    }
}

extension String {
    fileprivate var withoutModules: String {
        replacing("EventBroker.", with: "").replacing("EventLog.", with: "")
    }
}
