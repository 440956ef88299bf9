package import Foundation

extension Lesson {
    /// Reads the file `NN-module/NN-slug.md`.
    package init(file: URL) throws(Findings) {
        let bytes: [UInt8]
        do {
            bytes = Array(try Data(contentsOf: file))
        } catch {
            throw Findings(
                all: [Finding(file: file.path, what: "can't read this file: \(reason(error))")])
        }
        try self.init(bytes, file: file)
    }
}

extension Lessons {
    /// What else a course keeps among its lessons.
    private static let otherNames = ["README.md", "planned.yml", "plays", "questions"]

    /// Reads every lesson in `COURSE/Lessons`; a broken one becomes findings and hides no other. A
    /// course without that folder has no lessons.
    package init(course: URL) {
        let folder = course.appending(path: "Lessons", directoryHint: .isDirectory)
        self.init(lessons: [])
        do throws(Finding) {
            planned = try PlannedLesson.all(in: course)
        } catch {
            findings.append(error)
        }
        for child in Self.children(of: folder) where !Self.otherNames.contains(child.name) {
            if child.isFolder {
                noteModule(child.name)
                for file in Self.children(of: child.url) { read(file.url) }
            } else {
                findings.append(
                    Finding(
                        file: child.url.path,
                        what: "lessons lie one folder deeper, in `Lessons/NN-module/`; move or "
                            + "delete this"))
            }
        }
        lessons.sort { ($0.module, $0.number, $0.id) < ($1.module, $1.number, $1.id) }
    }

    /// "Consumers and keys" is told by the folder `02-consumers-and-keys`.
    private mutating func noteModule(_ folder: String) {
        guard let name = NumberedName(folder) else { return }
        moduleTitles[name.number] = name.title
    }

    private mutating func read(_ file: URL) {
        do throws(Findings) {
            lessons.append(try Lesson(file: file))
        } catch {
            findings += error.all
        }
    }

    private struct Child {
        let url: URL
        let name: String
        let isFolder: Bool
    }

    private static func children(of folder: URL) -> [Child] {
        let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
        return (names ?? []).filter { !$0.hasPrefix(".") }.sorted().map { name in
            let url = folder.appending(path: name)
            let values = try? url.resourceValues(forKeys: [.isDirectoryKey])
            return Child(url: url, name: name, isFolder: values?.isDirectory ?? false)
        }
    }
}

extension PlannedLesson {
    /// Those of `COURSE/Lessons/planned.yml`, if there is such a file.
    static func all(in course: URL) throws(Finding) -> [PlannedLesson] {
        let file = course.appending(path: "Lessons/planned.yml")
        guard FileManager.default.fileExists(atPath: file.path) else { return [] }
        return try YAMLFile(file).entries().map { id, title, line in
            PlannedLesson(id: id, title: title, line: line)
        }
    }
}
