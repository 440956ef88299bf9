package import Eventlings

/// A process in which somebody's code runs, as the sandbox sees it: it is told what has arrived for it,
/// and answers with what it has done.
package protocol LiveProgram: AnyObject {
    /// Blocks until it has nothing more to do, or is over.
    func answer(to turn: LiveTurn) -> LiveAnswer

    /// Ends it at once, as `kill -9` does.
    func end()
}

package enum LiveAnswer: Hashable, Sendable {
    case paused(LivePause)
    /// It is gone without a word, or was ended: why, and what it has printed since its last pause.
    case over(reason: String, output: String)
}
