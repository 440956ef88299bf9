/// The services around a process, the broker not among them.
package enum Service: String, CaseIterable, Hashable, Sendable {
    case packing
    case warehouse
    case gateway
    case database
    case printer
    case tracking
    case mailer

    /// Its place among all cases.
    package var index: Int {
        switch self {
        case .packing: 0
        case .warehouse: 1
        case .gateway: 2
        case .database: 3
        case .printer: 4
        case .tracking: 5
        case .mailer: 6
        }
    }
}

extension ServiceRequest {
    package var service: Service {
        switch self {
        case .pack: .packing
        case .reserve: .warehouse
        case .charge: .gateway
        case .deliver: .mailer
        case .begin, .save, .changes: .database
        case .print: .printer
        case .show: .tracking
        }
    }

    /// What it is about: an order, the payment token that stands for one, or a mail's address; nothing
    /// for a transaction, which may be about many things.
    package var subject: String {
        switch self {
        case .pack(let orderId), .reserve(let orderId), .print(let orderId): orderId
        case .charge(let charge): charge.token
        case .show(let step): step.orderId
        case .deliver(let mail): mail.to
        case .begin, .save, .changes: ""
        }
    }
}
