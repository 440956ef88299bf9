package import Foundation

/// One lesson of a course, as its file `Lessons/NN-module/NN-slug.md` tells it.
package struct Lesson: Hashable, Sendable {
    package var file: URL
    /// From the folder's name: 2 for `02-consumers-and-keys`.
    package var module: Int
    /// Within its module, from the file's name: 3 for `03-choosing-a-key.md`.
    package var number: Int
    package var id: String
    package var title: String
    package var minutes: Int
    /// What the learner can do afterwards.
    package var objectives: [String]
    /// The lessons to play before this one.
    package var prerequisites: [Prerequisite]
    /// At least one; step N is `ID#N`, and stands at index N - 1.
    package var steps: [Step]
    /// Every link of the lesson, in the order of the file.
    package var links: [Link]
}

extension Lesson {
    /// `2.3`, as a learner types it.
    package var numeral: String { "\(module).\(number)" }

    /// A lesson that may be planned and not there yet.
    package struct Prerequisite: Hashable, Sendable {
        package var id: String
        package var line: Int
    }

    /// What a heading `## ` begins.
    package struct Step: Hashable, Sendable {
        package var title: Passage
        /// At least one.
        package var screens: [Screen]

        package var line: Int { title.line }
    }

    /// What is shown at once: text, then at most one live block, which ends the screen.
    ///
    /// One of both is always there.
    package struct Screen: Hashable, Sendable {
        package var prose: Passage?
        package var live: LiveBlock?
    }

    /// Text in the lessons' Markdown (see `Lessons/README.md`), read and found right.
    package struct Passage: Hashable, Sendable {
        /// As it stands in the file, without the indentation of a value that goes on.
        package var markdown: String
        /// Where it begins, counted from 1; each line break in `markdown` is one in the file.
        package var line: Int
    }

    package struct Link: Hashable, Sendable {
        package var target: Target
        package var line: Int

        package enum Target: Hashable, Sendable {
            /// `choosing-a-key`, `choosing-a-key#2`, `partition-key`.
            case course(CourseReference)
            /// Seen from the lesson's folder.
            case file(String)
            case web(String)
        }
    }
}

/// Names a lesson, an exercise, or one step of a lesson: `idempotent-handlers#3`.
package struct CourseReference: Hashable, Sendable {
    package var id: String
    /// Counted from 1.
    package var step: Int?
}
