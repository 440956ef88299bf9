package import Foundation

/// The ids and numbers that are in use in a course, also those of files that can't be read.
package struct CourseNames {
    struct Module: Hashable {
        let name: NumberedName
        /// As it is on the disk: `01-events` and `001-events` are the same module.
        let folder: String
        let lessons: [NumberedName]
    }

    let modules: [Module]
    let exercises: [NumberedName]
    let planned: [PlannedLesson]

    /// Looks at the names in `Lessons` and `Exercises`. A course may have neither yet, if there is
    /// nothing else in its folder.
    package init(course: URL) throws(AuthoringError) {
        guard let present = Self.names(in: course) else { throw .noCourse(path: course.path) }
        let hasParts = present.contains("Lessons") || present.contains("Exercises")
        guard hasParts || present.isEmpty else { throw .notACourse(path: course.path) }

        let lessons = course.appending(path: "Lessons")
        modules = (Self.names(in: lessons) ?? []).compactMap { folder in
            guard let name = NumberedName(folder),
                let files = Self.names(in: lessons.appending(path: folder))
            else { return nil }
            return Module(
                name: name, folder: folder,
                lessons: files.filter { $0.hasSuffix(".md") }
                    .compactMap { NumberedName(String($0.dropLast(3))) })
        }.sorted { ($0.name.number, $0.folder) < ($1.name.number, $1.folder) }
        exercises = (Self.names(in: course.appending(path: "Exercises")) ?? [])
            .compactMap(NumberedName.init)
        do throws(Finding) {
            planned = try PlannedLesson.all(in: course)
        } catch {
            throw .broken(error)
        }
    }

    /// Nil where there is no such folder.
    private static func names(in folder: URL) -> [String]? {
        try? FileManager.default.contentsOfDirectory(atPath: folder.path)
            .filter { !$0.hasPrefix(".") }
    }

    /// The module of that number, or else the last one; nil in a course that has none yet.
    func module(_ number: Int?) throws(AuthoringError) -> Module? {
        guard let number else { return modules.last }
        if let module = modules.first(where: { $0.name.number == number }) { return module }
        if modules.isEmpty, number == 1 { return nil }
        throw .noModule(number, folders: modules.map(\.folder))
    }

    func plannedLesson(_ id: String) -> PlannedLesson? { planned.first { $0.id == id } }

    /// Finds out whether an id is that of a lesson or an exercise.
    func checkUnused(_ id: String) throws(AuthoringError) {
        for module in modules {
            if let lesson = module.lessons.first(where: { $0.id == id }) {
                throw .takenID(id, by: "lesson \(module.name.number).\(lesson.number)")
            }
        }
        if let exercise = exercises.first(where: { $0.id == id }) {
            throw .takenID(id, by: "exercise \(NumberedName.numeral(exercise.number))")
        }
    }
}

extension NumberedName {
    /// The name that somebody typed for something new, as `outbox` or `11-outbox`: with its own
    /// number, or else the one behind all that are in use.
    init(typed word: String, beside others: [NumberedName]) throws(AuthoringError) {
        let next = Self.next(behind: Set(others.map(\.number)))
        guard let name = NumberedName(word) else {
            guard Self.isID(word) else { throw .notAnID(word) }
            self.init(number: next, id: word)
            return
        }
        if let other = others.first(where: { $0.number == name.number }) {
            throw .takenNumber(
                Self.numeral(name.number), by: other.id,
                next: NumberedName(number: next, id: name.id).text)
        }
        self = name
    }

    /// Somebody may have set a number such as 999 apart: the others go on below it.
    private static func next(behind used: Set<Int>) -> Int {
        var next = (used.filter { $0 < 999 }.max() ?? 0) + 1
        while used.contains(next) { next += 1 }
        return next
    }
}
