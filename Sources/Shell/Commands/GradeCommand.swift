import Course
import Foundation
import Judge
import Terminal

extension Command {
    static let grade = Command(
        "grade", .exercise.optional, options: [.file, .thorough, .json],
        summary: "plays your solution in every world it may meet: what holds?",
        examples: [
            Example(line: "grade", meaning: "the exercise you started last"),
            Example(line: "grade two-lines --file My.swift", meaning: "any file"),
            Example(line: "grade --thorough", meaning: "also with three faults at once"),
            Example(line: "grade --json", meaning: "the verdict for a script"),
        ]
    ) { invocation, session throws(Complaint) in
        let exercise = try session.exercise(invocation[.exercise])
        let file = try session.file(for: exercise, given: invocation[.file])
        let verdict = try session.gradeAndReport(file, of: exercise, invocation)
        return ExitStatus(rawValue: verdict.exitStatus) ?? .failure
    }
}

extension Session {
    /// The file that `--file` names, else the one in the workspace.
    func file(for exercise: Exercise, given path: String?) throws(Complaint) -> SolutionFile {
        guard let path else { return try SolutionFile(solution(of: exercise)) }
        return try SolutionFile(self.path(path))
    }

    /// Grades, says what came of it, and keeps it among the progress.
    func gradeAndReport(
        _ file: SolutionFile, of exercise: Exercise, _ invocation: Invocation
    ) throws(Complaint) -> Verdict {
        let course = try course()
        let begin = surroundings.uptime()
        let lessons = Meanwhile { Lessons(course: course) }
        let task: HostJob.Task = invocation.has(.thorough) ? .gradeThoroughly : .grade
        let verdict = try grade(file, of: exercise, task: task)
        let duration = surroundings.uptime() - begin
        let progress = (try? progress()) ?? ProgressView()
        if invocation.has(.json) {
            try writeJSON(verdict, duration)
        } else {
            try report(verdict, on: exercise, duration, progress, lessons)
        }
        recordIfPossible(
            .solutionGraded(
                exercise: exercise.id, verdict: verdict.verdict.rawValue,
                tape: verdict.counterexample?.tape,
                file: invocation.has(.file) ? file.url.path : nil, fileHash: file.hash,
                breach: verdict.breach))
        return verdict
    }

    private func writeJSON(_ verdict: Verdict, _ duration: Duration) throws(Complaint) {
        do throws(JudgeError) {
            output.writeExactly(try verdict.json)
        } catch {
            throw Complaint(error)
        }
        output.writeError("graded in \(duration.inSeconds)")
    }

    private func report(
        _ verdict: Verdict, on exercise: Exercise, _ duration: Duration,
        _ progress: ProgressView, _ lessons: Meanwhile<Lessons>
    ) throws(Complaint) {
        // A file that can't be played is answered like any other wrong input: by one message.
        if verdict.verdict == .refused, let message = verdict.message {
            return output.writeError(message)
        }
        let following =
            verdict.verdict == .passed
            ? try map(of: lessons.value, progress).open(after: exercise.id) : nil
        let standing = progress.standing(in: exercise.id)
        let report = VerdictReport(
            verdict: verdict, exercise: exercise, duration: duration,
            hintsTaken: standing.hintsTaken,
            isWritten: { id in lessons.value.lessons.contains { $0.id == id } },
            difference: standing.lastCounterexample.flatMap {
                Difference(last: $0, verdict: verdict).sentence
            },
            following: following.map { ($0.command, "\($0.title) (\($0.minutes) min)") })
        output.write(lines: report.lines(for: output.capabilities))
    }
}
