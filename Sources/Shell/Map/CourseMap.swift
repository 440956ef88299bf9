import Course
import FoundationEssentials

/// The lessons and exercises of a course in the order in which one takes them, with a learner's
/// progress in each.
struct CourseMap {
    enum State: String, Codable {
        case notStarted = "not-started"
        case started
        case done
    }

    struct Item {
        enum Content {
            case lesson(Lesson)
            case exercise(Exercise)
        }

        var content: Content
        var state: State
        /// What is still to be found in a failed grading's story.
        var hasCounterexample = false
        /// The step at which a lesson was left.
        var step = 0
    }

    /// A module's items under its title.
    struct Module {
        var number: Int
        var title: String
        var items: [Item]
    }

    let modules: [Module]
    /// Whether there are lessons that nobody has written yet, so that numbers are missing.
    let hasGaps: Bool
    /// The one thing to do now: what was begun last, if it is still open, else the first that is
    /// open; nil when all is done.
    let next: Item?

    init(lessons: Lessons, catalogue: Catalogue, progress: ProgressView) {
        let numbers = Set(lessons.lessons.map(\.module) + catalogue.exercises.map(\.module))
        modules = numbers.sorted().map { number in
            Module(
                number: number,
                title: lessons.moduleTitles[number] ?? "",
                items: Self.items(
                    lessons.lessons.filter { $0.module == number },
                    catalogue.exercises.filter { $0.module == number }, progress))
        }
        hasGaps = !lessons.planned.isEmpty
        let open = modules.flatMap(\.items).filter { $0.state != .done }
        next = open.first { $0.id == progress.current } ?? open.first
    }

    var items: [Item] { modules.flatMap(\.items) }

    /// What is open behind an item of that id, or else before it.
    func open(after id: String) -> Item? {
        let index = items.firstIndex { $0.id == id } ?? items.endIndex
        let others = items[index...].dropFirst() + items[..<index]
        return others.first { $0.state != .done }
    }

    /// Each exercise comes after its lesson.
    private static func items(
        _ lessons: [Lesson], _ exercises: [Exercise], _ progress: ProgressView
    ) -> [Item] {
        let ids = Set(lessons.map(\.id))
        let following = lessons.flatMap { lesson in
            [Item(lesson, progress)]
                + exercises.filter { $0.after == lesson.id }.map { Item($0, progress) }
        }
        return following + exercises.filter { !ids.contains($0.after) }.map { Item($0, progress) }
    }
}

extension CourseMap.Item {
    fileprivate init(_ lesson: Lesson, _ progress: ProgressView) {
        let standing = progress.standing(inLesson: lesson.id)
        content = .lesson(lesson)
        step = standing.step
        state = standing.wasFinished ? .done : standing.step > 0 ? .started : .notStarted
    }

    fileprivate init(_ exercise: Exercise, _ progress: ProgressView) {
        let standing = progress.standing(in: exercise.id)
        content = .exercise(exercise)
        hasCounterexample = standing.lastCounterexample != nil
        state = standing.hasPassed ? .done : standing.isStarted ? .started : .notStarted
    }

    var id: String {
        switch content {
        case .lesson(let lesson): lesson.id
        case .exercise(let exercise): exercise.id
        }
    }

    /// `2.1` of a lesson, `06` of an exercise.
    var numeral: String {
        switch content {
        case .lesson(let lesson): lesson.numeral
        case .exercise(let exercise): exercise.numeral
        }
    }

    var title: String {
        switch content {
        case .lesson(let lesson): lesson.title
        case .exercise(let exercise): exercise.title
        }
    }

    var minutes: Int {
        switch content {
        case .lesson(let lesson): lesson.minutes
        case .exercise(let exercise): exercise.minutes
        }
    }

    /// `lesson the-log`, `start charge-once`: what begins it.
    var command: String {
        switch content {
        case .lesson: "lesson \(id)"
        case .exercise: "start \(id)"
        }
    }
}
