/// What Kafka's producer is configured with; the defaults are Kafka's.
public struct ProducerOptions: Sendable {
    /// When a record counts as acknowledged.
    public enum Acks: Sendable {
        /// When it is sent: whether it arrived, nobody knows.
        case none
        /// When its partition's leader has it.
        case leader
        /// When all replicas in sync have it. Here each partition has one replica.
        case all
    }

    /// A batch is closed at this size.
    public var batchBytes = 16_384
    /// How long a record may wait for others to fill its batch (`linger.ms`, 5 from Kafka 4.0 on).
    public var linger = Duration.zero
    /// How many bytes may be on their way or wait for it; then `send` waits.
    public var bufferMemory = 33_554_432
    /// How long a record may take from sending to acknowledgement, retries included.
    public var deliveryTimeout = Duration.seconds(120)
    /// How long `send` may wait for the topic to be looked up, and for room in the buffer
    /// (`max.block.ms`); transactions are begun and ended within this time.
    public var maxBlock = Duration.seconds(60)
    /// How long to wait before a request is made again that came too early.
    public var retryBackoff = Duration.milliseconds(100)
    public var acks = Acks.all
    /// Whether batches are numbered, so that one which is sent again is appended once. Nil is
    /// Kafka's default since 3.0: yes, unless `acks` is less than all.
    public var enableIdempotence: Bool?
    /// Names the application's instance over its restarts, and allows transactions.
    public var transactionalID: String?
    /// After this time the broker aborts an open transaction, and fences its producer.
    public var transactionTimeout = Duration.seconds(60)

    public init() {}

    var isIdempotent: Bool {
        transactionalID != nil || enableIdempotence ?? (acks == .all)
    }

    /// Kafka's `ConfigException`.
    var conflict: ProducerError? {
        if isIdempotent, acks != .all {
            return .conflictingOptions(Self.needsAllAcks)
        }
        if transactionalID != nil, enableIdempotence == false {
            return .conflictingOptions(Self.needsIdempotence)
        }
        return nil
    }

    private static let needsAllAcks =
        "An idempotent producer needs acks all: else it would not hear what to repeat. Set acks to .all, or enableIdempotence to false."
    private static let needsIdempotence =
        "Transactions need an idempotent producer. Leave out enableIdempotence, or transactionalID."
}
