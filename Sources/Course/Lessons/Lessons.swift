/// The lessons of a course, in the order in which they are played.
package struct Lessons: Sendable {
    package var lessons: [Lesson]
    /// What the curriculum names and nobody has written yet.
    package var planned: [PlannedLesson]
    /// The modules' titles by their numbers, also of those that have no lesson yet.
    package var moduleTitles: [Int: String] = [:]
    /// What kept other lessons from being read, or is wrong in them.
    package var findings: [Finding]

    package init(
        lessons: [Lesson], planned: [PlannedLesson] = [], findings: [Finding] = []
    ) {
        self.lessons = lessons
        self.planned = planned
        self.findings = findings
    }
}

/// A lesson of `Lessons/planned.yml`.
package struct PlannedLesson: Hashable, Sendable {
    package var id: String
    package var title: String
    package var line: Int
}

extension Lessons {
    /// The lesson with this id, numeral (`2.1`), or the only one whose id begins so.
    package func find(_ word: String) throws(LookupError) -> Lesson {
        if let exact = lessons.first(where: { $0.id == word || $0.numeral == word }) {
            return exact
        }
        let matches = lessons.filter { !word.isEmpty && $0.id.hasPrefix(word) }
        if let match = matches.first {
            guard matches.count == 1 else {
                throw .ambiguous(word: word, ids: matches.map(\.id))
            }
            return match
        }
        if let finding = findings.first(where: { $0.isAboutLesson(named: word) }) {
            throw .broken(finding)
        }
        throw .unknown(word: word, nearest: nearest(to: word, among: lessons.map(\.id)))
    }

    /// The lesson that comes after this one in the course.
    package func lesson(after lesson: Lesson) -> Lesson? {
        lessons.first { ($0.module, $0.number) > (lesson.module, lesson.number) }
    }
}

extension Finding {
    fileprivate func isAboutLesson(named word: String) -> Bool {
        file.hasSuffix("-\(word).md")
    }
}
