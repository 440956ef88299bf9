package import Foundation

extension Exercise {
    private static let keys = [
        "id", "title", "module", "after", "type", "minutes", "difficulty", "hints",
    ]

    /// Reads `exercise.yml` in a folder named `NN-slug`.
    package init(folder: URL) throws(Finding) {
        guard let name = NumberedName(folder.lastPathComponent) else {
            throw Finding(
                file: folder.path,
                what: "name the folder like `06-charge-once`: two digits and a lower-case id")
        }
        let yaml = try YAMLFile(folder.appending(path: "exercise.yml"))
        try yaml.allow(only: Self.keys)
        number = name.number
        self.folder = folder
        id = try yaml.string("id")
        title = try yaml.string("title")
        module = try yaml.integer("module")
        after = try yaml.string("after")
        type = try yaml.string("type")
        minutes = try yaml.integer("minutes")
        difficulty = try yaml.string("difficulty")
        hints = try yaml.strings("hints")
        guard id == name.id else {
            throw yaml.complaint(
                about: "id",
                "the id is `\(id)` and the folder says `\(name.id)`; make them the same")
        }
        guard Self.isTypeName(type) else {
            throw yaml.complaint(about: "type", "`\(type)` is no name of a Swift type")
        }
        guard type != contract else {
            throw yaml.complaint(
                about: "type", "`\(type)` is the contract's own name; a solution needs another")
        }
    }

    private static func isTypeName(_ text: String) -> Bool {
        guard let first = text.first, first.isLetter || first == "_" else { return false }
        return text.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
    }
}
