import Foundation

/// A course made up for one test, in a temporary folder that goes when the test ends.
final class CourseFolder {
    let root: URL

    init() throws {
        root =
            FileManager.default.temporaryDirectory
            .appending(path: "course-tests-\(UUID().uuidString)").standardizedFileURL
        try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(at: root)
    }

    func url(_ path: String) -> URL { root.appending(path: path) }

    func read(_ path: String) throws -> String {
        try String(contentsOf: url(path), encoding: .utf8)
    }

    func write(_ text: String, to path: String) throws {
        let file = url(path)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }

    func remove(_ path: String) throws {
        try FileManager.default.removeItem(at: url(path))
    }

    /// An exercise with everything that `CourseCheck` asks for.
    func addExercise(_ folder: String, type: String = "Solution") throws {
        let id = String(folder.drop { $0 != "-" }.dropFirst())
        let exercise = "Exercises/\(folder)"
        try write(Self.yaml(id: id, type: type), to: "\(exercise)/exercise.yml")
        try write("# \(id)\n\nWhat is promised.\n", to: "\(exercise)/README.md")
        try write("struct \(type) {}\n", to: "\(exercise)/Starter.swift")
        try write("final class \(type) {}\n", to: "\(exercise)/Model.swift")
        try write("Why it is right.\n", to: "\(exercise)/Model.md")
        for number in 1...3 {
            try write("// Design \(number)\n", to: catalogued(folder, "correct", number))
        }
        for number in 1...6 {
            let line = "// diagnosis: mistake-\(number) — what is wrong\n"
            try write(line, to: catalogued(folder, "wrong", number))
        }
    }

    /// A lesson with everything that `LessonCheck` asks for, and more text if wanted.
    func addLesson(_ path: String, prerequisites: String = "[]", text: String = "Text.") throws {
        let file = path.split(separator: "/").last ?? ""
        let id = file.drop { $0 != "-" }.dropFirst().prefix { $0 != "." }
        let lesson = """
            ---
            id: \(id)
            title: The title of \(id)
            minutes: 10
            objectives: [Know \(id)]
            prerequisites: \(prerequisites)
            ---
            ## First

            ```predict
            How many?
            number:
            ask: records(orders)
            why: So.
            ```
            ```run
            topic create orders
            ```
            ```quiz
            Which?
            right: This. | Yes.
            wrong: That. | No.
            wrong: None. | No.
            ```

            ## Second

            ```try
            Do it.
            check: records(orders) == 1
            answer: produce orders a
            ```

            \(text)

            """
        try write(lesson, to: "Lessons/\(path)")
    }

    /// The line of `text` in such a lesson.
    static let lessonTextLine = 34

    private func catalogued(_ folder: String, _ kind: String, _ number: Int) -> String {
        "Tests/Catalogue/\(folder)/\(kind)/Solution\(number).swift"
    }

    static func yaml(id: String, type: String = "Solution") -> String {
        """
        id: \(id)
        title: The title of \(id)
        module: 3
        after: idempotent-handlers
        type: \(type)
        minutes: 20
        difficulty: medium
        hints:
          - Think about a crash.
          - Think about the line after it.
        """
    }
}
