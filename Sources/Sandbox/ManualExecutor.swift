import Synchronization

/// Runs tasks on the thread that asks for it, in the order in which they became ready.
///
/// A sandbox's clients are tasks that prefer it, so after `drain` nothing more can happen until
/// somebody gives them something to do or moves the clock.
final class ManualExecutor: TaskExecutor {
    private let ready = Mutex<[UnownedJob]>([])

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        ready.withLock { $0.append(job) }
    }

    /// Runs what is ready, and what that makes ready, until there is nothing left.
    func drain() {
        while true {
            let jobs = ready.withLock { ready in
                defer { ready = [] }
                return ready
            }
            if jobs.isEmpty { return }
            for job in jobs { job.runSynchronously(on: asUnownedTaskExecutor()) }
        }
    }
}
