import Course
import Foundation
import Terminal

extension Command {
    static let newExercise = Command(
        "new exercise", .newID, options: [.module],
        summary: "for authors: begins an exercise, with a skeleton of each of its files",
        examples: [
            Example(
                line: "new exercise outbox", meaning: "with the next number, for the last module"),
            Example(
                line: "new exercise 11-outbox --module 3", meaning: "as exercise 11, for module 3"),
        ], section: .authoring
    ) { invocation, session throws(Complaint) in
        let course = try session.course()
        let draft = try session.draft(ExerciseDraft.init, by: invocation)
        try session.write(draft.skeleton)
        session.output.write(
            "\(session.shown(course.appending(path: draft.folder))) is exercise "
                + "\(draft.numeral). What is left to do, in this order:")
        session.output.write(
            lines: DefinitionList(items: draft.openPoints).lines(for: session.output.capabilities))
        session.output.write("`check-course` says what is missing.")
        return .success
    }

    static let newLesson = Command(
        "new lesson", .newLessonID, options: [.module],
        summary: "for authors: begins a lesson, with a skeleton that can be played",
        examples: [
            Example(line: "new lesson sagas", meaning: "as the last lesson of the last module"),
            Example(
                line: "new lesson 02-the-log --module 1", meaning: "as lesson 1.2"),
        ], section: .authoring
    ) { invocation, session throws(Complaint) in
        let course = try session.course()
        let draft = try session.draft(LessonDraft.init, by: invocation)
        try session.write(draft.skeleton)
        session.output.write(
            "\(session.shown(course.appending(path: draft.path))) is lesson \(draft.numeral), and "
                + "`lesson \(draft.id)` plays it. Put your own in the place of what stands there; "
                + "Lessons/README.md of Eventlings says how a lesson is written.")
        if let plan = draft.plan {
            let file = session.shown(course.appending(path: "Lessons/planned.yml"))
            session.output.write(
                "Now take its line off the plan: \(file):\(plan.line). The title comes from there.")
        }
        session.output.write("`check-course` says what is wrong.")
        return .success
    }
}

extension Session {
    fileprivate func draft<Draft>(
        _ make: (String, Int?, CourseNames) throws(AuthoringError) -> Draft,
        by invocation: Invocation
    ) throws(Complaint) -> Draft {
        let course = try course()
        let module = try invocation[.module].map { word throws(Complaint) in
            try Reading.number(word, in: 1...99, what: "module")
        }
        return try catchingAuthoring { () throws(AuthoringError) in
            try make(invocation[.newID] ?? "", module, try CourseNames(course: course))
        }
    }

    fileprivate func write(_ skeleton: Skeleton) throws(Complaint) {
        let course = try course()
        try catchingAuthoring { () throws(AuthoringError) in try skeleton.write(to: course) }
    }

    private func catchingAuthoring<Value>(
        _ body: () throws(AuthoringError) -> Value
    ) throws(Complaint) -> Value {
        do throws(AuthoringError) {
            return try body()
        } catch {
            throw Complaint(error.description)
        }
    }
}

extension ExerciseDraft {
    /// What makes an exercise of a skeleton. Contracts and suites are compiled into the program,
    /// whichever course it is used with.
    fileprivate var openPoints: [(term: String, meaning: String)] {
        [
            (
                "contract",
                "`public protocol \(contract): ExerciseSolution` in "
                    + "Sources/Eventlings/Contracts/\(contract).swift of Eventlings"
            ),
            (
                "solutions",
                "\(CourseCheck.leastCorrect) or more in \(catalogue)/correct, each with its design "
                    + "on the first line; \(CourseCheck.leastWrong) or more in \(catalogue)/wrong, "
                    + "each with its diagnosis there"
            ),
            (
                "suite",
                "\(contract)Suite in Sources/HiddenSuites/\(contract), and its line in "
                    + "Sources/HiddenSuites/Suites.swift"
            ),
            (
                "texts",
                after.map {
                    "your own in the place of what stands in the five files; `after` names the "
                        + "lesson \($0) so far"
                } ?? "your own in the place of what stands in the five files; `after` in "
                    + "exercise.yml needs a lesson, written or planned"
            ),
        ]
    }
}
