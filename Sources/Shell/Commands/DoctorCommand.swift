import Course
import Foundation
import Judge
import Terminal

extension Command {
    static let doctor = Command(
        "doctor", summary: "checks what grading needs, and says how to mend what is missing",
        section: .authoring
    ) { _, session throws(Complaint) in
        let results = session.checkups().map { checkup in
            do throws(Complaint) {
                session.output.write(
                    StyledText("✓ ", .good) + StyledText("\(checkup.what): \(try checkup.look())"),
                    hanging: 2)
                return true
            } catch {
                session.output.write(
                    StyledText("✗ ", .bad) + StyledText("\(checkup.what): \(error.message)"),
                    hanging: 2)
                return false
            }
        }
        return results.allSatisfy { $0 } ? .success : .unavailable
    }
}

/// One thing that grading needs.
private struct Checkup {
    var what: String
    /// How it is, or what to do.
    var look: () throws(Complaint) -> String
}

extension Session {
    fileprivate func checkups() -> [Checkup] {
        [
            Checkup(what: "package") { () throws(Complaint) in try packageRoot().path },
            Checkup(what: "course") { () throws(Complaint) in
                "\(try catalogue().exercises.count) exercises in \(try course().path)"
            },
            Checkup(what: "workspace") { () throws(Complaint) in try writableWorkspace() },
            Checkup(what: "compiler") { () throws(Complaint) in try compiler() },
        ]
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

    private func compiler() throws(Complaint) -> String {
        do throws(JudgeError) {
            return try Toolchain.locate(environment: ProcessInfo.processInfo.environment).swiftc
        } catch {
            throw Complaint(error)
        }
    }
}
