/// What a simple service may throw.
public enum ServiceError: Error, Hashable, Sendable {
    /// No answer came in time. The call may have taken effect, may yet, or never will.
    case timedOut

    public var isRetriable: Bool { true }
}

extension ServiceError: CustomStringConvertible {
    public var description: String {
        "The service did not answer in time. The call may or may not have taken effect."
    }
}
