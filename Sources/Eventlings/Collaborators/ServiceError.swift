/// What a simple service may throw.
public enum ServiceError: Error, Hashable, Sendable {
    /// No answer came in time. The call may have taken effect, may yet, or never will.
    case timedOut
    /// The service could not do it this time. Nothing has happened. (Over HTTP: status 429 or 503.)
    case unavailable
    /// The service will never do this, however often it is asked. Nothing has happened. (Over HTTP:
    /// status 400 or 422.)
    case refused(String)

    /// Whether the same call may succeed if it is made again.
    public var isRetriable: Bool {
        switch self {
        case .timedOut, .unavailable: true
        case .refused: false
        }
    }
}

extension ServiceError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .timedOut:
            "The service did not answer in time. The call may or may not have taken effect."
        case .unavailable: "The service is not available. Nothing has happened: try again later."
        case .refused(let reason): "The service refuses this call, now and always: \(reason)."
        }
    }
}
