import Foundation

/// JSON for scripts: keys in one order, so that two outputs can be compared.
enum JSONText {
    static func make(_ value: some Encodable) throws(Complaint) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        do {
            return String(decoding: try encoder.encode(value), as: UTF8.self)
        } catch {
            throw Complaint("this can't be written as JSON: \(error)", status: .graderFault)
        }
    }
}
