/// Contracts whose function is called and returns: who calls it, and what becomes of a return.
extension World {
    /// How many errands of its instance are known to be done.
    func errandsDone(by incarnation: Int) -> Int {
        instances[incarnations[incarnation].instance].errandsDone
    }

    /// The function has returned. The process may die right after it: before its caller has noted
    /// that, or then.
    func callReturns(_ incarnation: Int) async {
        guard incarnations[incarnation].state == .running else { return await rest() }
        collectOutput(of: incarnation)
        note(.returned, by: incarnation)
        let strike = isOver ? nil : draw(.done)
        if strike != .crashAtReturn {
            instances[incarnations[incarnation].instance].errandsDone += 1
            noteProgress(incarnation)
        }
        guard let strike else { return }
        note(.struck(strike, nil), by: incarnation)
        await withUnsafeContinuation { (_: UnsafeContinuation<Void, Never>) in crash(incarnation) }
    }

    /// Nobody calls any more. A process that lives goes on with whatever it has left running.
    func rest() async {
        await withUnsafeContinuation { (_: UnsafeContinuation<Void, Never>) in }
    }
}
