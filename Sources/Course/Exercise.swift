package import Foundation

/// One exercise of a course, as its folder `Exercises/NN-slug` tells it.
package struct Exercise: Hashable, Sendable {
    /// From the folder's name: 0 for `00-two-lines`.
    package var number: Int
    package var folder: URL
    package var id: String
    package var title: String
    package var module: Int
    /// The lesson that leads here; it may be planned and not there yet.
    package var after: String
    /// The name of the type that a solution declares.
    package var type: String
    package var minutes: Int
    package var difficulty: String
    /// From a gentle nudge to nearly there.
    package var hints: [String]
}

extension Exercise {
    /// Two digits, as in the folder's name.
    package var numeral: String { NumberedName.numeral(number) }

    /// `06-charge-once`, the same in a course, in a workspace and in the tests' catalogue.
    package var folderName: String { folder.lastPathComponent }

    /// The protocol to conform to: the id in camel case, `ChargeOnce` for `charge-once`.
    package var contract: String { Self.contract(of: id) }

    static func contract(of id: String) -> String {
        id.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }

    package var statement: URL { folder.appending(path: "README.md") }
    package var starter: URL { folder.appending(path: "Starter.swift") }
    package var model: URL { folder.appending(path: "Model.swift") }
    package var commentary: URL { folder.appending(path: "Model.md") }

    /// The files that every exercise's folder holds, and nothing else.
    package static let fileNames = [
        "README.md", "exercise.yml", "Starter.swift", "Model.swift", "Model.md",
    ]
}
