import Sandbox

extension SandboxCommand {
    /// Whether the broker has refused what was asked for. What comes in the course of time is no
    /// failure of the `wait` that let it come.
    func isRefused(in happenings: [Happening]) -> Bool {
        switch self {
        case .produce, .poll, .commit, .beginTransaction, .endTransaction:
            happenings.contains { $0.event.isRefusal }
        default: false
        }
    }
}

extension SandboxEvent {
    fileprivate var isRefusal: Bool {
        switch self {
        case .notSent, .failed, .transactionFailed: true
        default: false
        }
    }
}
