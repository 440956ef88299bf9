import Course

/// A screen of a lesson: where somebody is who plays it.
struct LessonPlace: Hashable, Comparable {
    /// Counted from 0, as screens are.
    var step: Int
    var screen = 0

    static func < (left: LessonPlace, right: LessonPlace) -> Bool {
        (left.step, left.screen) < (right.step, right.screen)
    }
}

extension Lesson {
    /// All places, in the order in which they are shown.
    var places: [LessonPlace] {
        steps.indices.flatMap { step in
            steps[step].screens.indices.map { LessonPlace(step: step, screen: $0) }
        }
    }

    func screen(at place: LessonPlace) -> Screen { steps[place.step].screens[place.screen] }

    func place(after place: LessonPlace) -> LessonPlace? { places.first { $0 > place } }

    func place(before place: LessonPlace) -> LessonPlace? { places.last { $0 < place } }

    /// What has been done to the lesson's broker before this place: what the lesson runs itself, and
    /// the answers to its tasks.
    func script(upTo place: LessonPlace) -> [Command] {
        places.prefix { $0 < place }.flatMap { place -> [Command] in
            switch screen(at: place).live {
            case .run(let run): run.commands
            case .try(let task): task.answer
            default: []
            }
        }
    }
}
