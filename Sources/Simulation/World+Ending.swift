/// When the world is calm, how long it is watched, and what it is judged by.
extension World {
    /// It is calm from when the input is complete and nobody is paused, until something strikes.
    /// Whether more is to strike plays no part: else schedules with the same beginning would begin
    /// otherwise, and one of them could not tell at which points the others may deviate.
    func noteCalm() {
        if isInjectorWaiting, isIdle() { injector?.worldIsIdle() }
        guard calmSince == nil, pendingInput == 0,
            !incarnations.contains(where: { $0.state == .paused })
        else { return }
        calmSince = now
    }

    /// The plain run is watched for the suite's whole patience. Another one may end when the goal
    /// holds, nothing is under way, and every process has come round three times with nothing to
    /// do. One whose tape can't be played on ends there, and says nothing of the end.
    func mayEnd(before moment: Int64) -> Bool {
        if choices.isStray || isInjectorWaiting && isIdle() { return true }
        guard let calmSince else { return moment > longestUnrest }
        return moment > calmSince + patience || choices.next > 0 && isAtRest
    }

    /// Nothing more is going to happen, and what shall be in the end is.
    var isAtRest: Bool { isIdle() && goalHolds }

    /// Whether faults are to come that have not found their call.
    private var isInjectorWaiting: Bool { injector?.isSpent == false }

    /// How often a process must come round with nothing to do before it is taken for idle.
    private static let roundsToRest = 3

    /// Nothing is going to happen but empty polls, where nothing strikes.
    private func isIdle() -> Bool {
        lateCalls == 0 && pendingInput == 0 && instances.allSatisfy(isAtRest)
    }

    private func isAtRest(_ instance: Instance) -> Bool {
        guard let index = instance.incarnation else { return instance.isSpare }
        let incarnation = incarnations[index]
        let isDone =
            switch incarnation.state {
            case .running: incarnation.emptyPolls >= Self.roundsToRest
            // It takes an empty poll for a reason to throw, and is started again and again.
            case .ended: incarnation.emptyPolls > 0 && instance.vainStarts >= Self.roundsToRest
            case .paused, .dead: false
            }
        return isDone && incarnation.timers == 0 && incarnation.busyCalls == 0
            && !incarnation.isAskedToStop
    }

    private var goalHolds: Bool {
        suite.invariants.allSatisfy { $0.kind == .safety || $0.violation(self) == nil }
    }

    /// Which promises are kept, by the suite's order. One that has broken is not, whatever holds now.
    package var kept: [Bool] {
        suite.invariants.indices.map { index in
            finding != .invariant(index) && suite.invariants[index].violation(self) == nil
        }
    }

    /// What has happened in a run that is being told and was cut short in the middle of a step.
    package func historySoFar() -> History {
        if let current { collectOutput(of: current) }
        return history ?? History()
    }

    package var instanceNames: [String] { instances.map(\.name) }

    func checkSafety() {
        check(.safety)
    }

    func judgeTheEnd() {
        check(.liveness)
    }

    private func check(_ kind: Invariant.Kind) {
        guard finding == nil else { return }
        for (index, invariant) in suite.invariants.enumerated() where invariant.kind == kind {
            guard let violation = invariant.violation(self) else { continue }
            // What has not come by now, when nothing is going on any more, will not come while the
            // world is watched: that is over then.
            if kind == .liveness, let calmSince {
                machine.now = max(machine.now, calmSince + patience)
            }
            note(.broke(invariant: index, violation))
            finding = .invariant(index)
            return
        }
    }
}

extension Duration {
    var inNanoseconds: Int64 {
        let (seconds, attoseconds) = components
        return seconds * 1_000_000_000 + attoseconds / 1_000_000_000
    }
}
