extension World {
    /// A producer's `send` takes a moment, so no two records of a task have the same deadline.
    func sendBegins(_ incarnation: Int) async {
        await withUnsafeContinuation { continuation in
            incarnations[incarnation].timers += 1
            schedule(
                .endOfSend(continuation, incarnation: incarnation), at: now + Self.millisecond)
        }
    }

    func endSend(_ continuation: UnsafeContinuation<Void, Never>, of incarnation: Int) {
        incarnations[incarnation].timers -= 1
        switch incarnations[incarnation].state {
        case .running, .paused: inside(incarnation) { continuation.resume() }
        case .dead, .ended: break
        }
    }
}
