/// Why something new can't be begun in a course; nothing was written then.
package enum AuthoringError: Error, Hashable {
    case noCourse(path: String)
    case notACourse(path: String)
    /// What has to be mended first.
    case broken(Finding)
    case notAnID(String)
    /// `by` is "lesson 2.1", "exercise 06".
    case takenID(String, by: String)
    /// Only a lesson may take the id of a planned lesson.
    case plannedID(PlannedLesson)
    /// `next` is the same name with a number that is free.
    case takenNumber(String, by: String, next: String)
    case noModule(Int, folders: [String])
    case isThere(path: String)
    case cannotWrite(path: String, reason: String)
}

extension AuthoringError: CustomStringConvertible {
    /// What is wrong, and what to do.
    package var description: String {
        switch self {
        case .noCourse(let path):
            "there is no folder \(path); make it, or name another with --course DIR"
        case .notACourse(let path):
            "\(path) is no course: there is neither a folder Lessons nor Exercises in it, but "
                + "something else; make one of them, or name another course with --course DIR"
        case .broken(let finding): "mend this first: \(finding)"
        case .notAnID(let word):
            "`\(word.prefix(60))` is no id; write lower-case words and digits joined by hyphens, "
                + "such as `outbox`, or with two digits before them, such as `11-outbox`"
        case .takenID(let id, let owner):
            "`\(id)` is the id of \(owner) already; ids are unique, so choose another"
        case .plannedID(let lesson):
            "`\(lesson.id)` is the id of a planned lesson (\(lesson.title)); choose another, or "
                + "begin that lesson with `new lesson \(lesson.id)`"
        case .takenNumber(let number, let owner, let next):
            "the number \(number) is that of `\(owner)` already; `\(next)` would be free"
        case .noModule(let number, let folders): Self.noModule(number, folders)
        case .isThere(let path):
            "\(path) is there already, and nothing was written; move it away, or choose another id"
        case .cannotWrite(let path, let reason):
            "can't write \(path): \(reason); nothing was written"
        }
    }

    private static func noModule(_ number: Int, _ folders: [String]) -> String {
        let name = "a folder such as `Lessons/\(NumberedName.numeral(number))-sagas`"
        return folders.isEmpty
            ? "there is no module \(number), and no other; leave --module out to begin the first"
            : "there is no module \(number): a module is \(name), and there are "
                + folders.map { "`\($0)`" }.joined(separator: ", ")
                + "; make it, or name one of them"
    }
}
