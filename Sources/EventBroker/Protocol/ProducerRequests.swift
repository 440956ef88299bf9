package import EventLog

/// Asks who the producer is to be. Without a transactional id that is always somebody new; with
/// one, the same producer id with a larger epoch, and its open transaction is aborted.
package struct InitProducerID: Codable, Hashable, Sendable {
    package var transactionalID: String?
    package var transactionTimeoutMilliseconds: Int64
    /// Who the producer is so far, if it asks for a new epoch of its own (KIP-360).
    package var current: ProducerIdentity?

    package init(
        transactionalID: String? = nil, transactionTimeoutMilliseconds: Int64 = 60_000,
        current: ProducerIdentity? = nil
    ) {
        self.transactionalID = transactionalID
        self.transactionTimeoutMilliseconds = transactionTimeoutMilliseconds
        self.current = current
    }

    package struct Response: Codable, Hashable, Sendable {
        package var error: ErrorCode?
        /// Nil with an error.
        package var producer: ProducerIdentity?

        package init(error: ErrorCode) { self.error = error }
        package init(producer: ProducerIdentity) { self.producer = producer }
    }
}
