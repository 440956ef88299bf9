import Course
import Foundation
import Judge

extension Session {
    /// The exercise that a word names; without a word the current one.
    func exercise(_ word: String?) throws(Complaint) -> Exercise {
        let catalogue = try catalogue()
        let current = word == nil ? try progress().currentExercise : nil
        guard let word = word ?? current else {
            let first = catalogue.exercises.first.map { " `start \($0.id)` begins the first." }
            throw Complaint("no exercise has been started in this workspace.\(first ?? "")")
        }
        do throws(LookupError) {
            return try catalogue.find(word)
        } catch {
            if case .unknown = error, let lesson = try? lessons().find(word) {
                throw Complaint("\(lesson.id) is a lesson: `lesson \(lesson.id)` plays it")
            }
            throw Complaint(Self.message(error, kind: "exercise", listedBy: "list"))
        }
    }

    /// Whether a word is neither an exercise's name nor the beginning of one's or several'.
    func isNoExercise(_ word: String) throws(Complaint) -> Bool {
        let catalogue = try catalogue()
        do throws(LookupError) {
            _ = try catalogue.find(word)
            return false
        } catch {
            if case .unknown = error { return true }
            return false
        }
    }

    /// - Parameter command: Lists all things of this kind.
    static func message(
        _ error: LookupError, kind: String, listedBy command: String
    ) -> String {
        switch error {
        case .unknown(let word, let nearest?):
            "there is no \(kind) \(quoted(word)); did you mean `\(nearest)`?"
        case .unknown(let word, nil):
            "there is no \(kind) \(quoted(word)); `\(command)` shows all of them"
        case .ambiguous(let word, let ids):
            "\(quoted(word)) could be \(ids.joined(separator: ", ")); type a little more"
        case .broken(let finding):
            "this \(kind) can't be read: \(finding)"
        }
    }

    /// The learner's own file, once the exercise has been started.
    func solution(of exercise: Exercise) throws(Complaint) -> URL {
        let workspace = try workspace()
        guard workspace.isStarted(exercise) else {
            throw Complaint(
                "\(exercise.id) has not been started here: there is no "
                    + "\(shown(workspace.solution(of: exercise))). `start \(exercise.id)` makes it."
            )
        }
        return workspace.solution(of: exercise)
    }

    func catching<Value>(
        _ body: () throws(WorkspaceError) -> Value
    ) throws(Complaint) -> Value {
        do throws(WorkspaceError) {
            return try body()
        } catch {
            throw Complaint(error.description)
        }
    }

    /// Plays one file through the judge.
    func grade(
        _ file: SolutionFile, of exercise: Exercise, task: HostJob.Task
    ) throws(Complaint) -> Verdict {
        do throws(JudgeError) {
            return try verdict(on: file, of: exercise, task: task)
        } catch {
            throw Complaint(error)
        }
    }

    func verdict(
        on file: SolutionFile, of exercise: Exercise, task: HostJob.Task
    ) throws(JudgeError) -> Verdict {
        let submission = Submission(
            file: file.url.path, exercise: exercise.id, contract: exercise.contract,
            type: exercise.type)
        var line = ProgressLine(surroundings, output)
        defer { line.end() }
        return try surroundings.grade(submission, task) { line.show(schedules: $0) }
    }
}

extension Complaint {
    /// For a verdict without a story: what kept the code from running.
    init(unplayed verdict: Verdict) {
        let reasons = [verdict.message, verdict.compilerOutput].compactMap { $0 }
        self.init(
            reasons.isEmpty
                ? "this run left no story (\(verdict.verdict.rawValue))"
                : reasons.joined(separator: "\n"), status: .failure)
    }

    init(_ error: JudgeError) {
        self.init(
            error.message, status: ExitStatus(rawValue: error.exitStatus) ?? .graderFault)
    }
}
