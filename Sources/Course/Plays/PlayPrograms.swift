package import Foundation

/// The programs in `COURSE/Lessons/plays`, by name.
package struct PlayPrograms: Sendable {
    package var programs: [PlayProgram] = []
    /// What kept other files there from being played.
    package var findings: [Finding] = []

    /// Reads every file; a broken one becomes a finding and hides no other.
    package init(of catalogue: Catalogue, in course: URL) {
        let folder = course.appending(path: "Lessons/plays")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        for name in names.sorted() where !name.hasPrefix(".") {
            do throws(Finding) {
                programs.append(
                    try Self.program(folder.appending(path: name), catalogue.exercises))
            } catch {
                findings.append(error)
            }
        }
        programs.sort { $0.name < $1.name }
    }

    private static func program(
        _ file: URL, _ exercises: [Exercise]
    ) throws(Finding) -> PlayProgram {
        guard file.pathExtension == "swift" else {
            throw Finding(
                file: file.path, what: "only Swift files belong here; move or delete it")
        }
        return try PlayProgram(file, exercises: exercises)
    }

    /// The program of this name, or the only one whose name begins so.
    package func find(_ word: String) throws(LookupError) -> PlayProgram {
        if let exact = programs.first(where: { $0.name == word }) { return exact }
        if let finding = findings.first(where: { $0.isAbout(word) }) { throw .broken(finding) }
        let matches = programs.filter { !word.isEmpty && $0.name.hasPrefix(word) }
        guard let match = matches.first else {
            throw .unknown(word: word, nearest: nearest(to: word, among: programs.map(\.name)))
        }
        guard matches.count == 1 else {
            throw .ambiguous(word: word, ids: matches.map(\.name))
        }
        return match
    }
}

extension Finding {
    fileprivate func isAbout(_ program: String) -> Bool {
        URL(filePath: file).deletingPathExtension().lastPathComponent == program
    }
}
