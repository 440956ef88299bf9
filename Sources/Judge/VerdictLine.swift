import FoundationEssentials

/// The host's answer, `NONCE {json}` and a newline: whole, or no verdict at all.
package enum VerdictLine {
    /// No verdict with its story is near that size.
    static let largest = 32 * 1024 * 1024

    package enum Flaw: Error, Hashable {
        case nothing
        /// The last line has no end.
        case cutShort
        case severalLines
        /// It does not begin with the nonce that this host was given.
        case foreign
        case notAVerdict(String)
    }

    package static func parse<Answer: Decodable>(
        _ bytes: [UInt8], as answer: Answer.Type = Verdict.self, nonce: String
    ) throws(Flaw) -> Answer {
        let newline = UInt8(ascii: "\n")
        guard !bytes.isEmpty else { throw .nothing }
        guard bytes.last == newline else { throw .cutShort }
        let line = bytes.dropLast()
        guard !line.contains(newline) else { throw .severalLines }
        let prefix = Array("\(nonce) ".utf8)
        guard line.starts(with: prefix) else { throw .foreign }
        do {
            return try JSONDecoder().decode(answer, from: Data(line.dropFirst(prefix.count)))
        } catch {
            throw .notAVerdict("\(error)")
        }
    }
}
