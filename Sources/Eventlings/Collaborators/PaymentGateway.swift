package import EventLog

/// Somebody else's payment service: what is charged is charged.
///
/// It honours idempotency keys as Stripe and others do: a second charge with a key that it has seen
/// within 24 hours (or as long as the exercise says) is answered with the first one's receipt, and no
/// money moves.
public final class PaymentGateway: Sendable {
    private let connection: any ServiceConnection

    package init(_ connection: any ServiceConnection) {
        self.connection = connection
    }

    /// Takes `amount` by way of a payment token.
    ///
    /// - Parameter idempotencyKey: Names the *intent*. Without one, each call charges.
    /// - Throws: `GatewayError.timedOut` if no answer came: the money may have been taken, may yet
    ///   be, or never will. `GatewayError.unavailable` if it was not taken this time, `.declined` if
    ///   it never will be. `GatewayError.keyReused` if the key came with another amount or token.
    @discardableResult
    public func charge(
        _ amount: Money, token: String, idempotencyKey: String? = nil
    ) async throws -> Receipt {
        let answer: ServiceAnswer
        do {
            answer = try await connection.call(
                .charge(ChargeRequest(amount: amount, token: token, key: idempotencyKey)))
        } catch {
            throw GatewayError.timedOut
        }
        switch answer {
        case .receipt(let receipt): return receipt
        case .unavailable: throw GatewayError.unavailable
        case .refused: throw GatewayError.declined
        default: throw GatewayError.keyReused
        }
    }
}

/// The proof of a charge.
public struct Receipt: Codable, Hashable, Sendable {
    public let id: String
    public let amount: Money
}

/// Why the gateway gave no receipt.
public enum GatewayError: Error, Hashable, Sendable {
    case timedOut
    case unavailable
    case declined
    case keyReused

    /// Whether the same call may succeed if it is made again.
    public var isRetriable: Bool { self == .timedOut || self == .unavailable }
}

extension GatewayError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .timedOut:
            "The gateway did not answer in time. The charge may or may not have happened."
        case .unavailable: "The gateway is not available. No money has moved: try again later."
        case .declined: "The bank declines this charge, now and always. No money has moved."
        case .keyReused: "This idempotency key was used before, for another amount or token."
        }
    }
}

package struct ChargeRequest: Codable, Hashable, Sendable {
    package var amount: Money
    package var token: String
    package var key: String?
}

/// The gateway's books.
package struct GatewayLedger: Hashable, Sendable {
    package struct Charge: Hashable, Sendable {
        package var request: ChargeRequest
        package var receipt: Receipt
        package var at: Timestamp
    }

    package static let usualKeyLifetime = Duration.seconds(24 * 3_600)

    private let keyLifetimeMilliseconds: Int64
    /// Money that moved, in order.
    package private(set) var charges: [Charge] = []

    package init(keyLifetime: Duration = usualKeyLifetime) {
        keyLifetimeMilliseconds = keyLifetime.components.seconds * 1_000
    }

    mutating func charge(_ request: ChargeRequest, now: Timestamp) -> ServiceAnswer {
        if let first = remembered(request.key, now: now) {
            let isSame =
                first.request.amount == request.amount && first.request.token == request.token
            return isSame ? .receipt(first.receipt) : .keyReused
        }
        let receipt = Receipt(id: "receipt-\(charges.count + 1)", amount: request.amount)
        charges.append(Charge(request: request, receipt: receipt, at: now))
        return .receipt(receipt)
    }

    /// Charges whose keys are remembered longer than anybody will ask are as good as new.
    func hashStandstill(into hasher: inout Hasher, at now: Timestamp, rest: Int64) {
        for charge in charges {
            hasher.combine(charge.request)
            hasher.combine(charge.receipt)
            let age = now.milliseconds - charge.at.milliseconds
            if charge.request.key != nil, age + rest >= keyLifetimeMilliseconds {
                hasher.combine(age)
            }
        }
    }

    private func remembered(_ key: String?, now: Timestamp) -> Charge? {
        guard let key else { return nil }
        return charges.last { charge in
            charge.request.key == key
                && now.milliseconds - charge.at.milliseconds < keyLifetimeMilliseconds
        }
    }
}
