import FoundationEssentials

extension Verdict {
    /// One object, pretty-printed, keys sorted, so that the same verdict is the same bytes.
    package var json: String {
        get throws(JudgeError) {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            do {
                return String(decoding: try encoder.encode(self), as: UTF8.self)
            } catch {
                throw .graderFailed("the verdict can't be written as JSON", report: "\(error)")
            }
        }
    }

    /// The status `eventlings grade` ends with.
    package var exitStatus: Int32 { verdict == .passed ? 0 : 1 }
}
