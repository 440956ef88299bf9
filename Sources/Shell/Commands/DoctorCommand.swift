import Course
import Foundation
import Judge
import Terminal

extension Command {
    static let doctor = Command(
        "doctor", summary: "checks what grading needs, and says how to mend what is missing",
        section: .authoring
    ) { _, session throws(Complaint) in
        let isWell = session.checkups().map { what, look in session.report(what, look()) }
        session.output.write(StyledText(Session.claim), hanging: 0)
        return isWell.allSatisfy { $0 } ? .success : .unavailable
    }
}

extension Session {
    fileprivate typealias Look = () -> MachineCheck.Finding

    fileprivate static let claim = """
        A grading contains mistakes and curiosity, not intent: a solution runs as you, and may read \
        what you may read.
        """

    fileprivate func checkups() -> [(what: String, look: Look)] {
        let machine = MachineCheck.all(
            executable: surroundings.executable.path,
            scratch: OwnJudge.scratch(for: surroundings.executable.path),
            environment: ProcessInfo.processInfo.environment)
        return [
            ("package", finding { () throws(Complaint) in try packageRoot().path }),
            (
                "course",
                finding { () throws(Complaint) in
                    "\(try catalogue().exercises.count) exercises in \(try course().path)"
                }
            ),
            ("workspace", finding { () throws(Complaint) in try writableWorkspace() }),
        ]
            + machine.map { check in (check.what, { check.finding }) }
            + [
                ("terminal", terminal),
                ("trial grading", finding { () throws(Complaint) in try trialGrading() }),
            ]
    }

    /// Whether grading is possible, as far as this goes.
    fileprivate func report(_ what: String, _ finding: MachineCheck.Finding) -> Bool {
        let (mark, text) =
            switch finding {
            case .fine(let text): (StyledText("✓ ", .good), text)
            case .lacking(let text): (StyledText("– "), text)
            case .broken(let text): (StyledText("✗ ", .bad), text)
            }
        output.write(mark + StyledText("\(what): \(text)"), hanging: 2)
        if case .broken = finding { return false }
        return true
    }

    private func finding(_ look: @escaping () throws(Complaint) -> String) -> Look {
        {
            do throws(Complaint) {
                return .fine(try look())
            } catch {
                return .broken(error.message)
            }
        }
    }

    /// Opens the log of progress, which needs all that a learner's files need.
    private func writableWorkspace() throws(Complaint) -> String {
        let workspace = try workspace()
        do throws(ProgressError) {
            _ = try ProgressLog(folder: workspace.records)
            return workspace.folder.path
        } catch {
            throw Complaint(error.description)
        }
    }

    private func terminal() -> MachineCheck.Finding {
        guard surroundings.isInteractive else {
            return .fine("none; output goes to a file or a pipe, and is plain")
        }
        let capabilities = output.capabilities
        let lacks = [
            capabilities.colour ? nil : "colour", capabilities.unicode ? nil : "Unicode",
        ].compactMap { $0 }
        return .fine(
            "\(capabilities.width) columns"
                + (lacks.isEmpty ? "" : ", without \(lacks.joined(separator: " and "))"))
    }

    /// Whatever the verdict on a starter: it has been compiled, loaded and played.
    private func trialGrading() throws(Complaint) -> String {
        guard let exercise = try catalogue().exercises.first else { return "no exercise to grade" }
        do throws(JudgeError) {
            _ = try surroundings.grade(
                Submission(
                    file: exercise.starter.path, exercise: exercise.id,
                    contract: exercise.contract, type: exercise.type), .calm
            ) { _ in }
        } catch {
            throw Complaint(error)
        }
        return "\(exercise.id) was compiled and played once"
    }
}
