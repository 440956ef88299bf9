import EventBroker
import EventClient
import EventLog

extension Sandbox {
    func produce(_ productions: [Production]) throws(SandboxError) {
        for production in productions {
            let topic = production.topic
            if TopicPartition.isInternal(topic: topic) { throw .internalTopic(topic) }
            let count = try partitionCount(of: topic)
            if let partition = production.partition, !(0..<count).contains(partition) {
                throw .noSuchPartition(topic: topic, partition: partition, count: count)
            }
        }
        let dispatch = Dispatch(
            records: productions.map(record), producer: try producer(of: productions),
            transaction: try productions.compactMap(\.transaction).first.map(openTransaction),
            network: network, executor: executor)
        Task(executorPreference: executor) { await dispatch.send() }
    }

    private func producer(of productions: [Production]) throws(SandboxError) -> Producer {
        if let id = productions.compactMap(\.transaction).first {
            return try openTransaction(id).producer
        }
        let isIdempotent = productions.contains(where: \.isIdempotent)
        return isIdempotent ? producers.idempotent : producers.plain
    }

    private func record(_ production: Production) -> ProducerRecord {
        let value: [UInt8]?
        switch production.content {
        case .value(let bytes): value = bytes
        case .tombstone: value = nil
        case .event(let type, let fields):
            eventCount += 1
            value = EventText.make(id: "evt-\(eventCount)", type: type, time: now, fields: fields)
        }
        return ProducerRecord(
            topic: production.topic, partition: production.partition, key: production.key,
            value: value, headers: production.headers)
    }

    /// A producer learns of new partitions with its next look at the topic; ours are new producers.
    func refreshProducers() {
        producers = SandboxProducers(on: network)
    }
}

/// Those who send what a learner produces: one numbers its batches, and one, by default, doesn't,
/// so that a lost answer can be seen to do harm.
struct SandboxProducers {
    let plain: Producer
    let idempotent: Producer

    init(on network: Network) {
        plain = Self.make(on: network, isIdempotent: false)
        idempotent = Self.make(on: network, isIdempotent: true)
    }

    private static func make(on network: Network, isIdempotent: Bool) -> Producer {
        let connection = NetworkConnection(
            network: network, client: network.with { $0.connect("producer") }, clientID: "producer")
        var options = ProducerOptions()
        options.enableIdempotence = isIdempotent
        return Cluster { connection }.makeProducer(options)
    }
}

/// Sends the records of one command. The network tells what arrives; of the others each is told
/// with its own reason.
private struct Dispatch: Sendable {
    private struct Sent: Sendable {
        let label: String
        let pending: PendingRecord
    }

    let records: [ProducerRecord]
    let producer: Producer
    let transaction: TransactionalProducer?
    let network: Network
    let executor: ManualExecutor

    func send() async {
        var sent: [TopicPartition: [Sent]] = [:]
        for record in records {
            let label = RecordLabel.text(key: record.key, value: record.value)
            do {
                let pending = try await producer.send(record)
                sent[pending.partition, default: []].append(Sent(label: label, pending: pending))
            } catch ProducerError.timedOut {
                network.with { $0.noteNotSent(label, reason: Self.unasked) }
            } catch {
                refused(label, error)
            }
        }
        // Their ends come in order within a partition only.
        for (partition, sent) in sent.sorted(by: { $0.key < $1.key }) {
            let held = sent.filter { producer.holds($0.pending) }.map(\.label)
            if !held.isEmpty { network.note(.waitsItsTurn(held, to: partition)) }
            Task(executorPreference: executor) { await follow(sent) }
        }
    }

    private func follow(_ sent: [Sent]) async {
        for record in sent {
            do {
                _ = try await record.pending.metadata
            } catch ProducerError.timedOut {
                let reason =
                    await record.pending.wasSent ? "\(ProducerError.timedOut)" : Self.unsent
                network.with { $0.noteNotSent(record.label, reason: reason) }
            } catch {
                refused(record.label, error)
            }
        }
    }

    private func refused(_ label: String, _ error: any Error) {
        let reason = transaction?.reason(of: error, on: network) ?? "\(error)"
        network.with { $0.noteNotSent(label, reason: reason) }
    }

    private static let unasked =
        "For 1m (max.block.ms) nobody could be asked where it belongs: it was never sent, and is not in the log."
    private static let unsent =
        "It waited for its turn for 2m (delivery.timeout.ms) and was never sent: it is not in the log."
}
