package import Foundation

/// The exercises of a course, in the order of their numbers.
package struct Catalogue: Sendable {
    package var exercises: [Exercise]
    /// What kept other folders of the course from being read.
    package var findings: [Finding]

    package init(exercises: [Exercise], findings: [Finding] = []) {
        self.exercises = exercises
        self.findings = findings
    }

    /// Reads every folder in `COURSE/Exercises`; a broken one becomes a finding and hides no other.
    package init(course: URL) throws(Finding) {
        let folder = course.appending(path: "Exercises")
        self.init(exercises: [])
        for child in try Self.folders(in: folder) {
            do throws(Finding) {
                exercises.append(try Exercise(folder: child))
            } catch {
                findings.append(error)
            }
        }
        exercises.sort { ($0.number, $0.id) < ($1.number, $1.id) }
    }

    private static func folders(in folder: URL) throws(Finding) -> [URL] {
        do {
            return try FileManager.default
                .contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
                .filter { $0.hasDirectoryPath && !$0.lastPathComponent.hasPrefix(".") }
                .sorted { $0.lastPathComponent < $1.lastPathComponent }
        } catch {
            throw Finding(
                file: folder.path,
                what: "there is no such folder; name a folder that holds Exercises with --course")
        }
    }
}

/// Why a word names no exercise.
package enum LookupError: Error, Hashable {
    case unknown(word: String, nearest: String?)
    case ambiguous(word: String, ids: [String])
    /// There is such a folder, but it can't be read.
    case broken(Finding)
}

extension Catalogue {
    /// The exercise with this id, number (`06`, `6`), folder name, or the only one whose id begins
    /// so.
    package func find(_ word: String) throws(LookupError) -> Exercise {
        if let exact = exercises.first(where: { $0.id == word || $0.folderName == word }) {
            return exact
        }
        let number = word.allSatisfy(\.isNumber) ? Int(word) : nil
        let matches = exercises.filter {
            $0.number == number || (!word.isEmpty && $0.id.hasPrefix(word))
        }
        if let match = matches.first {
            guard matches.count == 1 else {
                throw .ambiguous(word: word, ids: matches.map(\.id))
            }
            return match
        }
        if let finding = findings.first(where: { $0.isInFolder(named: word) }) {
            throw .broken(finding)
        }
        throw .unknown(word: word, nearest: nearest(to: word, among: exercises.map(\.id)))
    }
}

extension Finding {
    fileprivate func isInFolder(named word: String) -> Bool {
        URL(filePath: file).pathComponents.contains { $0 == word || $0.hasSuffix("-\(word)") }
    }
}
