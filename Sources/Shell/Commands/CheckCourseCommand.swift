import Course
import Foundation
import Judge
import Terminal

extension Command {
    static let checkCourse = Command(
        "check-course",
        summary: "for authors: checks a course's files, plays its lessons, models and programs",
        section: .authoring
    ) { _, session throws(Complaint) in
        var findings = CourseCheck(course: try session.course()).findings()
        session.write(findings)
        let lessons = try session.lessons().lessons
        for lesson in lessons {
            let played = LessonRehearsal.findings(in: lesson, session)
            session.write(played)
            findings += played
        }
        let exercises = (try? session.catalogue())?.exercises ?? []
        for exercise in exercises {
            let played = try session.playedFindings(exercise)
            session.write(played)
            findings += played
        }
        let programs = (try? session.plays())?.programs ?? []
        for program in programs {
            let played = try session.playedFindings(program)
            session.write(played)
            findings += played
        }
        guard findings.isEmpty else { return .failure }
        let counts = [
            (lessons.count, "lessons"), (exercises.count, "exercises"),
            (programs.count, "programs"),
        ]
        let checked = counts.filter { $0.0 > 0 }.map { "\($0) \($1)" }.joined(separator: ", ")
        session.output.write("\(checked), and nothing to mend.")
        return .success
    }
}

extension Session {
    /// At once, as what comes next takes time, or may fail.
    fileprivate func write(_ findings: [Finding]) {
        for finding in findings {
            output.writeExactly(finding.description.withVisibleControls)
        }
    }

    /// What playing an exercise finds; one that nothing can play yet lacks something.
    fileprivate func playedFindings(_ exercise: Exercise) throws(Complaint) -> [Finding] {
        let model = try solution(in: exercise.model)
        let starter = try solution(in: exercise.starter)
        do throws(JudgeError) {
            return try findings(about: exercise, model: model, starter: starter)
        } catch {
            switch error {
            case .noContract, .noSuite:
                return [Finding(file: exercise.folder.path, what: error.message)]
            default: throw Complaint(error)
            }
        }
    }

    /// A model must pass, and a starter must compile and fail kindly: it may also return too early.
    private func findings(
        about exercise: Exercise, model: SolutionFile?, starter: SolutionFile?
    ) throws(JudgeError) -> [Finding] {
        let model = try model.map { file throws(JudgeError) in
            try verdict(on: file, of: exercise, task: .grade)
        }
        let starter = try starter.map { file throws(JudgeError) in
            try verdict(on: file, of: exercise, task: .grade)
        }
        var findings: [Finding] = []
        if let model, model.verdict != .passed {
            findings.append(
                Finding(file: exercise.model.path, what: "the model must pass\(got(model))"))
        }
        if let starter, starter.counterexample == nil || starter.diagnosis == nil {
            findings.append(
                Finding(
                    file: exercise.starter.path,
                    what: "the starter must compile and fail with a story\(got(starter))"))
        }
        return findings
    }

    /// A program must run; it may break its promise, if that is what it shows.
    fileprivate func playedFindings(_ program: PlayProgram) throws(Complaint) -> [Finding] {
        let verdict = try play(program, []).verdict
        if [.passed, .failed].contains(verdict.verdict) { return [] }
        return [
            Finding(
                file: program.file.path, what: "the program must compile and run\(got(verdict))")
        ]
    }

    /// Nil for a file that isn't there, which is a finding already.
    private func solution(in file: URL) throws(Complaint) -> SolutionFile? {
        FileManager.default.fileExists(atPath: file.path) ? try SolutionFile(file) : nil
    }

    private func got(_ verdict: Verdict) -> String {
        let reason = verdict.diagnosis?.id ?? verdict.message ?? verdict.compilerOutput
        return "; its verdict is \(verdict.verdict.rawValue)\(reason.map { " (\($0))" } ?? "")"
    }
}
