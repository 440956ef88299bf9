import Course

extension CourseMap {
    func json() throws(Complaint) -> String {
        var document = Document(next: next?.id)
        for item in items {
            switch item.content {
            case .lesson(let lesson):
                document.lessons.append(
                    Document.Lesson(
                        module: lesson.module, number: lesson.number, id: lesson.id,
                        title: lesson.title, minutes: lesson.minutes, state: item.state))
            case .exercise(let exercise):
                document.exercises.append(
                    Document.Exercise(
                        number: exercise.number, id: exercise.id, title: exercise.title,
                        module: exercise.module, minutes: exercise.minutes,
                        difficulty: exercise.difficulty, state: item.state))
            }
        }
        return try JSONText.make(document)
    }

    private struct Document: Encodable {
        struct Lesson: Encodable {
            var module: Int
            var number: Int
            var id: String
            var title: String
            var minutes: Int
            var state: State
        }

        struct Exercise: Encodable {
            var number: Int
            var id: String
            var title: String
            var module: Int
            var minutes: Int
            var difficulty: String
            var state: State
        }

        var next: String?
        var lessons: [Lesson] = []
        var exercises: [Exercise] = []

        private enum CodingKeys: CodingKey {
            case next, lessons, exercises
        }

        /// Every key is always there, null where there is nothing.
        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(next, forKey: .next)
            try container.encode(lessons, forKey: .lessons)
            try container.encode(exercises, forKey: .exercises)
        }
    }
}
