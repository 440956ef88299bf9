package import Foundation

/// Whether a course's lessons keep the rules that need no playing: what they name is there, and each
/// lets its reader predict, try and answer.
package struct LessonCheck {
    private let course: URL
    private let lessons: Lessons
    private let exercises: [Exercise]

    package init(course: URL, lessons: Lessons, exercises: [Exercise]) {
        self.course = course
        self.lessons = lessons
        self.exercises = exercises
    }

    /// Everything that is wrong, in the order of the lessons; empty is as it should be.
    package func findings() -> [Finding] {
        lessons.findings + plan()
            + lessons.lessons.enumerated().flatMap { index, lesson in
                unique(lesson, after: lessons.lessons[..<index]) + prerequisites(of: lesson)
                    + practice(in: lesson) + exercises(in: lesson) + links(of: lesson)
            } + exercises.flatMap(lesson(before:))
    }

    /// What is wrong with references such as `idempotent-handlers#3` that something outside of the
    /// course's files makes, such as the diagnoses of the hidden suites.
    package func findings(about references: [String], in file: String) -> [Finding] {
        references.compactMap { text in
            guard let reference = CourseReference(text) else {
                return Finding(
                    file: file, what: "`\(text)` names no lesson; write `lesson-id#2`, or an id")
            }
            return complaint(about: reference).map { Finding(file: file, what: $0) }
        }
    }

    private func finding(_ lesson: Lesson, _ line: Int?, _ what: String) -> Finding {
        Finding(file: lesson.file.path, line: line, what: what)
    }

    private func isPlanned(_ id: String) -> Bool { lessons.planned.contains { $0.id == id } }

    private func lesson(_ id: String) -> Lesson? { lessons.lessons.first { $0.id == id } }

    private func exercise(_ id: String) -> Exercise? { exercises.first { $0.id == id } }

    /// The most similar id, as an end of a sentence.
    private func didYouMean(_ id: String, among candidates: [String]) -> String {
        nearest(to: id, among: candidates).map { "; did you mean `\($0)`?" } ?? ""
    }

    private var lessonIDs: [String] { lessons.lessons.map(\.id) + lessons.planned.map(\.id) }
}

// MARK: Ids

extension LessonCheck {
    private func unique(_ lesson: Lesson, after earlier: ArraySlice<Lesson>) -> [Finding] {
        var findings: [Finding] = []
        if let other = earlier.first(where: { $0.id == lesson.id }) {
            findings.append(
                finding(lesson, nil, "the id `\(lesson.id)` is that of lesson \(other.numeral) too")
            )
        }
        if let other = earlier.first(where: { $0.numeral == lesson.numeral }) {
            findings.append(
                finding(lesson, nil, "the number \(lesson.numeral) is that of `\(other.id)` too"))
        }
        if let exercise = exercise(lesson.id) {
            findings.append(
                finding(
                    lesson, nil, "the id `\(lesson.id)` is that of exercise \(exercise.numeral) too"
                ))
        }
        return findings
    }

    private func plan() -> [Finding] {
        let file = course.appending(path: "Lessons/planned.yml").path
        return lessons.planned.compactMap { planned in
            if !NumberedName.isID(planned.id) {
                return Finding(
                    file: file, line: planned.line,
                    what: "`\(planned.id)` is no id; ids are lower-case words joined by hyphens")
            }
            if lesson(planned.id) != nil || exercise(planned.id) != nil {
                return Finding(
                    file: file, line: planned.line,
                    what: "`\(planned.id)` is there already; take it off this list")
            }
            return nil
        }
    }
}

// MARK: What a lesson holds and names

extension LessonCheck {
    private func prerequisites(of lesson: Lesson) -> [Finding] {
        lesson.prerequisites.compactMap { prerequisite in
            let id = prerequisite.id
            if let other = self.lesson(id) {
                let isEarlier = (other.module, other.number) < (lesson.module, lesson.number)
                return isEarlier
                    ? nil
                    : finding(
                        lesson, prerequisite.line,
                        "the prerequisite `\(id)` doesn't come before this lesson")
            }
            if isPlanned(id) { return nil }
            return finding(
                lesson, prerequisite.line,
                "there is no lesson `\(id)`, written or planned"
                    + didYouMean(id, among: lessonIDs))
        }
    }

    private func practice(in lesson: Lesson) -> [Finding] {
        let kinds = Set(lesson.liveBlocks.map(\.kind))
        return [LiveKind.predict, .try, .quiz].filter { !kinds.contains($0) }.map {
            finding(lesson, nil, "there is no `\($0)`; each lesson has at least one")
        }
    }

    private func exercises(in lesson: Lesson) -> [Finding] {
        lesson.liveBlocks.compactMap { block in
            guard case .exercise(let handover) = block, exercise(handover.exercise) == nil else {
                return nil
            }
            return finding(
                lesson, handover.line,
                "there is no exercise `\(handover.exercise)`"
                    + didYouMean(handover.exercise, among: exercises.map(\.id)))
        }
    }

    private func links(of lesson: Lesson) -> [Finding] {
        lesson.links.compactMap { link in
            switch link.target {
            case .web: nil
            case .course(let reference):
                complaint(about: reference).map { finding(lesson, link.line, $0) }
            case .file(let path):
                hasFile(path, besides: lesson)
                    ? nil
                    : finding(lesson, link.line, "there is no file `\(path)` in this course")
            }
        }
    }

    private func hasFile(_ path: String, besides lesson: Lesson) -> Bool {
        let file = lesson.file.deletingLastPathComponent().appending(path: path).standardizedFileURL
        return file.path.hasPrefix(course.standardizedFileURL.path + "/")
            && FileManager.default.fileExists(atPath: file.path)
    }

    /// Why a reference leads nowhere.
    private func complaint(about reference: CourseReference) -> String? {
        let id = reference.id
        if let lesson = lesson(id) {
            guard let step = reference.step, step > lesson.steps.count else { return nil }
            return "lesson `\(id)` has \(lesson.steps.count) steps, and no step \(step)"
        }
        if exercise(id) != nil {
            return reference.step.map { _ in "`\(id)` is an exercise, which has no steps" }
        }
        if isPlanned(id) { return nil }
        return "there is no lesson or exercise `\(id)`"
            + didYouMean(id, among: lessonIDs + exercises.map(\.id))
    }

    private func lesson(before exercise: Exercise) -> [Finding] {
        if lessonIDs.contains(exercise.after) { return [] }
        return [
            Finding(
                file: exercise.folder.appending(path: "exercise.yml").path,
                what: "`after` names no lesson, written or planned"
                    + didYouMean(exercise.after, among: lessonIDs))
        ]
    }
}

extension Lesson {
    /// Every live block, in the order of the file.
    package var liveBlocks: [LiveBlock] { steps.flatMap(\.screens).compactMap(\.live) }
}

extension Lesson.LiveBlock {
    fileprivate var kind: LiveKind {
        switch self {
        case .run: .run
        case .play: .play
        case .try: .try
        case .predict: .predict
        case .quiz: .quiz
        case .exercise: .exercise
        }
    }
}
