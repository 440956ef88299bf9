import Foundation

/// A value that is made on a thread of its own while its owner does something else.
final class Meanwhile<Value: Sendable>: Sendable {
    private let make: @Sendable () -> Value
    private let result = Result()

    /// `@unchecked Sendable`: `isMade` orders the one write before every read.
    private final class Result: @unchecked Sendable {
        let isMade = DispatchSemaphore(value: 0)
        var value: Value?
    }

    init(_ make: @escaping @Sendable () -> Value) {
        self.make = make
        Thread.detachNewThread { [result] in
            result.value = make()
            result.isMade.signal()
        }
    }

    /// Waits until it is there.
    var value: Value {
        result.isMade.wait()
        defer { result.isMade.signal() }
        return result.value ?? make()
    }
}
