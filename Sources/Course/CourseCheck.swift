package import Foundation

/// Whether a course keeps the rules that its readers count on; what needs a compiler is not here.
package struct CourseCheck {
    /// Fewer catalogued solutions than these show too little about a suite.
    package static let leastCorrect = 3
    package static let leastWrong = 6
    private static let leastHints = 2

    private let course: URL

    package init(course: URL) {
        self.course = course
    }

    /// Everything that is wrong, in the order of the exercises; empty is as it should be.
    package func findings() -> [Finding] {
        do throws(Finding) {
            let catalogue = try Catalogue(course: course)
            guard !(catalogue.exercises.isEmpty && catalogue.findings.isEmpty) else {
                return [finding(course.appending(path: "Exercises"), "there is no exercise here")]
            }
            return catalogue.findings + duplicates(in: catalogue.exercises)
                + catalogue.exercises.flatMap(findings) + strayCatalogues(catalogue)
                + lessons(with: catalogue.exercises)
                + PlayPrograms(of: catalogue, in: course).findings
        } catch {
            return [error]
        }
    }

    private func lessons(with exercises: [Exercise]) -> [Finding] {
        LessonCheck(course: course, lessons: Lessons(course: course), exercises: exercises)
            .findings()
    }

    private func duplicates(in exercises: [Exercise]) -> [Finding] {
        exercises.enumerated().flatMap { index, exercise in
            exercises[..<index].flatMap { earlier in
                var findings: [Finding] = []
                if earlier.id == exercise.id {
                    findings.append(
                        finding(
                            exercise.folder,
                            "the id `\(exercise.id)` is that of \(earlier.folderName) too; ids are "
                                + "unique"))
                }
                if earlier.number == exercise.number {
                    findings.append(
                        finding(
                            exercise.folder,
                            "the number \(exercise.numeral) is that of \(earlier.folderName) too; "
                                + "take the next free one"))
                }
                return findings
            }
        }
    }

    private func findings(about exercise: Exercise) -> [Finding] {
        files(of: exercise) + hints(of: exercise)
            + [exercise.starter, exercise.model].flatMap { solutionType(exercise, in: $0) }
            + catalogued(exercise, "correct", atLeast: Self.leastCorrect, firstLine: isDesign)
            + catalogued(exercise, "wrong", atLeast: Self.leastWrong, firstLine: isDiagnosis)
    }

    private func files(of exercise: Exercise) -> [Finding] {
        let present = names(in: exercise.folder)
        let missing = Exercise.fileNames.filter { !present.contains($0) }
        let stray = present.filter { !Exercise.fileNames.contains($0) }
        return missing.map { finding(exercise.folder.appending(path: $0), "missing; write it") }
            + stray.map {
                finding(
                    exercise.folder.appending(path: $0),
                    "no such file belongs to an exercise; move or delete it")
            }
    }

    private func hints(of exercise: Exercise) -> [Finding] {
        let file = exercise.folder.appending(path: "exercise.yml")
        var findings: [Finding] = []
        if exercise.hints.count < Self.leastHints {
            findings.append(
                finding(file, "at least \(Self.leastHints) hints, from gentle to nearly there"))
        }
        if exercise.hints.contains(where: { $0.allSatisfy(\.isWhitespace) }) {
            findings.append(finding(file, "a hint is empty; write it or remove it"))
        }
        return findings
    }

    private func solutionType(_ exercise: Exercise, in file: URL) -> [Finding] {
        guard let text = try? String(contentsOf: file, encoding: .utf8) else { return [] }
        if SolutionType(exercise.type).isDeclared(in: text) { return [] }
        return [
            finding(
                file,
                "no type `\(exercise.type)` is declared here; `type` in exercise.yml says so")
        ]
    }
}

extension CourseCheck {
    private var catalogueFolder: URL { course.appending(path: "Tests/Catalogue") }

    private func catalogued(
        _ exercise: Exercise, _ kind: String, atLeast least: Int,
        firstLine isRight: (Substring) -> Bool
    ) -> [Finding] {
        let folder = catalogueFolder.appending(path: "\(exercise.folderName)/\(kind)")
        let names = names(in: folder)
        let solutions = names.filter { $0.hasSuffix(".swift") }
        var findings = names.filter { !$0.hasSuffix(".swift") }.map {
            finding(folder.appending(path: $0), "only Swift files belong here; move or delete it")
        }
        if solutions.count < least {
            findings.append(
                finding(folder, "\(solutions.count) solutions, and \(least) are the least"))
        }
        for file in solutions.map({ folder.appending(path: $0) }) {
            let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
            if isRight(text.prefix { !$0.isNewline }) { continue }
            findings.append(
                Finding(
                    file: file.path, line: 1,
                    what: kind == "wrong"
                        ? "begin with `// diagnosis: ID — what is wrong`"
                        : "begin with `// ` and the design in a sentence"))
        }
        return findings
    }

    private func isDesign(_ line: Substring) -> Bool {
        line.hasPrefix("// ") && !line.hasPrefix("// diagnosis:") && line.count > 3
    }

    private func isDiagnosis(_ line: Substring) -> Bool {
        line.contains(/^\/\/ diagnosis: [a-z0-9-]+ — ./)
    }

    private func strayCatalogues(_ catalogue: Catalogue) -> [Finding] {
        let known = catalogue.exercises.map(\.folderName)
        return names(in: catalogueFolder).filter { !known.contains($0) }.map {
            finding(catalogueFolder.appending(path: $0), "there is no exercise of this name")
        }
    }

    private func names(in folder: URL) -> [String] {
        let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
        return (names ?? []).filter { !$0.hasPrefix(".") }.sorted()
    }

    private func finding(_ file: URL, _ what: String) -> Finding {
        Finding(file: file.path, what: what)
    }
}
