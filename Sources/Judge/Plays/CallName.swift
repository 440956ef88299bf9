/// What a program calls, as stories name it: what a named fault strikes, and what plays count.
package enum CallName: String, CaseIterable, Codable, Sendable {
    case poll
    case commit
    case send
    case pack = "packing.pack"
    case reserve = "warehouse.reserve"
    case charge = "gateway.charge"
    case print = "printer.print"
    case show = "tracking.show"
    case deliver = "mailer.deliver"
    case transaction = "database.transaction"

    /// Without the collaborator: `charge`, as a story writes it at an arrow to the gateway.
    package var verb: Substring { rawValue.split(separator: ".").last ?? "" }

    /// Reads the whole name or the verb alone.
    package init?(word: String) {
        guard let call = Self.allCases.first(where: { $0.rawValue == word || $0.verb == word })
        else { return nil }
        self = call
    }
}
