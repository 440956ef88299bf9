import Course
import Foundation
import Judge
import Sandbox
import Terminal

extension Session {
    /// Lets a learner's code take part in the sandbox, and tells what it does at once.
    func runLive(_ exercise: Exercise, _ file: SolutionFile) throws(Complaint) -> ExitStatus {
        let submission = Submission(
            file: file.url.path, exercise: exercise.id, contract: exercise.contract,
            type: exercise.type)
        let startLive = surroundings.startLive
        let happenings = try catchingSandbox { () throws(SandboxError) in
            try sandbox.join(exercise: exercise.id, topic: "orders") {
                name throws(SandboxError) in
                try Self.start(submission, name, startLive)
            }
        }
        tell(happenings)
        output.write("This gives it an order:")
        output.writeExactly("  " + exercise.order)
        return .success
    }

    /// What keeps it from running is told as the sandbox's own refusals are.
    private static func start(
        _ submission: Submission, _ name: String, _ startLive: Surroundings.StartLive
    ) throws(SandboxError) -> any LiveProgram {
        let start: LiveStart
        do throws(JudgeError) {
            start = try startLive(submission, name)
        } catch {
            throw .refused(error.message)
        }
        switch start {
        case .running(let host): return JudgedProgram(host)
        case .unplayable(let verdict): throw .refused(Complaint(unplayed: verdict).message)
        }
    }
}

extension Exercise {
    /// A line that produces what its code reads.
    fileprivate var order: String {
        guard contract == "StockLedger" else {
            return "produce orders --key order-1 --event OrderPlaced orderId=order-1 userId=ada "
                + "region=eu total=40 paymentToken=tok-1"
        }
        return "produce orders --key order-1 '{\"id\":\"evt-1\",\"type\":\"OrderPlaced\","
            + "\"time\":\"2026-01-01T00:00:00Z\",\"payload\":{\"orderId\":\"order-1\","
            + "\"lines\":[{\"sku\":\"pot\",\"quantity\":1}]}}'"
    }
}
