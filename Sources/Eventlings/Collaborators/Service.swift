/// The services around a process, the broker not among them.
package enum Service: String, CaseIterable, Hashable, Sendable {
    case packing
    case warehouse
    case gateway
    case database
    case printer
    case tracking

    /// Its place among all cases.
    package var index: Int {
        switch self {
        case .packing: 0
        case .warehouse: 1
        case .gateway: 2
        case .database: 3
        case .printer: 4
        case .tracking: 5
        }
    }
}

extension ServiceRequest {
    package var service: Service {
        switch self {
        case .pack: .packing
        case .reserve: .warehouse
        case .charge: .gateway
        case .begin, .save: .database
        case .print: .printer
        case .show: .tracking
        }
    }

    /// What it is about: an order, or the payment token that stands for one; nothing for a
    /// transaction, which may be about many things.
    package var subject: String {
        switch self {
        case .pack(let orderId), .reserve(let orderId), .print(let orderId): orderId
        case .charge(let charge): charge.token
        case .show(let step): step.orderId
        case .begin, .save: ""
        }
    }
}
