import Foundation
package import Testing

/// Runs a suite's tests on threads of their own, because they wait for other processes.
///
/// The pool of Swift's concurrency has no more threads than the machine has processors. Two tests
/// that block there for minutes hold up every other test of the run, and those with a time limit fail.
package struct WaitsForProcesses: SuiteTrait, TestTrait, TestScoping {
    package var isRecursive: Bool { true }

    package func provideScope(
        for test: Test, testCase: Test.Case?,
        performing function: @concurrent @Sendable () async throws -> Void
    ) async throws {
        try await withTaskExecutorPreference(Lanes.shared) { try await function() }
    }
}

extension Trait where Self == WaitsForProcesses {
    package static var waitsForProcesses: Self { Self() }
}

/// One thread more than there are processors: most of them wait.
private final class Lanes: TaskExecutor {
    static let shared = Lanes()

    private let queue = OperationQueue()

    private init() {
        queue.maxConcurrentOperationCount = ProcessInfo.processInfo.activeProcessorCount + 1
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.addOperation { [self] in
            job.runSynchronously(on: asUnownedTaskExecutor())
        }
    }
}
