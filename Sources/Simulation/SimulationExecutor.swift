// In Swift 6.3 the process's executors can be replaced only through this SPI. A newer compiler may
// spell it otherwise: this is the one file to look at then.
#if compiler(>=6.2) && os(Linux)
    @_spi(ExperimentalCustomExecutors) @_spi(ExperimentalScheduling) import _Concurrency

    /// The one executor of a host process: single-threaded, it hands every job of every task to the
    /// world that is being played.
    ///
    /// `@unchecked Sendable`: the host has one thread; the world's loop is the only caller.
    final class SimulationExecutor: TaskExecutor, SerialExecutor, SchedulingExecutor, MainExecutor,
        RunLoopExecutor, @unchecked Sendable
    {
        static let shared = SimulationExecutor()
        var sink: (any JobSink)?

        func enqueue(_ job: consuming ExecutorJob) {
            sink?.enqueue(UnownedJob(job))
        }

        var asScheduling: (any SchedulingExecutor)? { self }

        func enqueue<C: Clock>(
            _ job: consuming ExecutorJob, after delay: C.Duration, tolerance: C.Duration?,
            clock: C
        ) {
            let (seconds, attoseconds) = (delay as? Duration ?? .zero).components
            let limit = Int64.max / 4_000_000_000
            let nanoseconds = min(seconds, limit) * 1_000_000_000 + attoseconds / 1_000_000_000
            sink?.enqueue(UnownedJob(job), afterNanoseconds: max(0, nanoseconds))
        }

        func run(_ job: UnownedJob) {
            job.runSynchronously(on: asUnownedTaskExecutor())
        }

        func run() throws {}
        func stop() {}
        var isMainExecutor: Bool { true }
        func checkIsolated() {}
    }

    private struct SimulationExecutors: ExecutorFactory {
        static var mainExecutor: any MainExecutor { SimulationExecutor.shared }
        static var defaultExecutor: any TaskExecutor { SimulationExecutor.shared }
    }

    /// Replaces the process's executors. Must come before anything that starts a task.
    package func installSimulationExecutor() {
        _createExecutors(factory: SimulationExecutors.self)
    }

    /// Gives every job of this process to `sink` from here on.
    package func handJobs(to sink: any JobSink) {
        SimulationExecutor.shared.sink = sink
    }

    package func runJob(_ job: UnownedJob) {
        SimulationExecutor.shared.run(job)
    }

    /// Names the task that a job belongs to; 0 for an actor's own job.
    @_silgen_name("swift_task_getJobTaskId")
    func taskID(of job: UnownedJob) -> UInt64
#else
    #error("The simulator needs the executor SPI of Swift 6.2 or 6.3 on Linux: see this file.")
#endif

/// Where the executor's jobs go.
package protocol JobSink: AnyObject {
    func enqueue(_ job: UnownedJob)
    func enqueue(_ job: UnownedJob, afterNanoseconds delay: Int64)
}
