import Eventlings
import Glibc
import Judge
import Simulation

/// Runs a learner's code beside a sandbox, to its end.
struct LiveHosting {
    let suite: Suite
    let job: HostJob
    let name: String
    /// The socket on which the turns come.
    let channel: Int32

    func ending() throws -> LiveEnding {
        guard suite.facts == nil else {
            return LiveEnding(
                message: "The code of \(suite.exercise) is called once for each order, and reads "
                    + "no topic: it can't take part in the sandbox. `run` plays it.")
        }
        HostMachine.start()
        let library = try LearnerLibrary(path: job.library)
        let machine = HostMachine(globals: library.globals)
        let symbolizer = Symbolizer(job, image: library.image)
        LiveChannel.send(LiveChannel.ready, on: channel)
        let running = try Worker.begin(keeping: channel) { report in
            LastWords.prepare(report) {
                Worker.write(Array((machine.takeOutput() ?? "").utf8), to: report)
            }
            run(library, on: machine).takeTurns(on: Worker.keptDescriptor)
        }
        close(channel)
        let worker = running.end(mayRest: true)
        guard worker.ending != .finished else { return LiveEnding() }
        return LiveEnding(
            message: Death(worker, symbolizer).message,
            output: String(decoding: worker.report, as: UTF8.self))
    }

    private func run(_ library: LearnerLibrary, on machine: HostMachine) -> LiveRun {
        let launch = suite.launch
        let entry = library.entry
        return LiveRun(name, machine: machine, surroundings: suite.play.surroundings) {
            try await launch(entry.make(), LiveProcess(run: $0))
        }
    }
}
