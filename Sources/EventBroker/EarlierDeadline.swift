import EventLog

/// The earlier of two moments, where nil is never.
func earlier(_ left: Timestamp?, _ right: Timestamp?) -> Timestamp? {
    guard let left else { return right }
    guard let right else { return left }
    return min(left, right)
}
