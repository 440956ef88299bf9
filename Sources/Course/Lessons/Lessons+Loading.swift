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
        readPlan(folder.appending(path: "planned.yml"))
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
        let words = name.id.replacing("-", with: " ")
        moduleTitles[name.number] = words.prefix(1).uppercased() + words.dropFirst()
    }

    private mutating func read(_ file: URL) {
        do throws(Findings) {
            lessons.append(try Lesson(file: file))
        } catch {
            findings += error.all
        }
    }

    private mutating func readPlan(_ file: URL) {
        guard FileManager.default.fileExists(atPath: file.path) else { return }
        do throws(Finding) {
            planned = try YAMLFile(file).entries().map { id, title, line in
                PlannedLesson(id: id, title: title, line: line)
            }
        } catch {
            findings.append(error)
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
