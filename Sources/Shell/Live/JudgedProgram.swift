import Eventlings
import Judge
import Sandbox

/// A learner's code in a process of the judge's, as a sandbox sees it.
final class JudgedProgram: LiveProgram {
    private let host: LiveHost

    init(_ host: LiveHost) {
        self.host = host
    }

    func answer(to turn: LiveTurn) -> LiveAnswer {
        switch host.answer(to: LiveMessage.bytes(of: turn)) {
        case .over(let ending):
            return .over(
                reason: ending.message ?? "It is gone without a word.", output: ending.output)
        case .message(let bytes):
            do throws(LiveMessage.Flaw) {
                return .paused(try LiveMessage.read(LivePause.self, from: bytes))
            } catch {
                host.end()
                return .over(
                    reason: "It sent what no client of a broker sends, and was ended.", output: "")
            }
        }
    }

    func end() { host.end() }
}
