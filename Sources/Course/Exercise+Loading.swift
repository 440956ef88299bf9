package import Foundation

extension Exercise {
    private static let keys = [
        "id", "title", "module", "after", "type", "minutes", "difficulty", "hints",
    ]

    /// Reads `exercise.yml` in a folder named `NN-slug`.
    package init(folder: URL) throws(Finding) {
        let (number, slug) = try Self.parts(of: folder)
        let yaml = try YAMLFile(folder.appending(path: "exercise.yml"))
        try yaml.allow(only: Self.keys)
        self.number = number
        self.folder = folder
        id = try yaml.string("id")
        title = try yaml.string("title")
        module = try yaml.integer("module")
        after = try yaml.string("after")
        type = try yaml.string("type")
        minutes = try yaml.integer("minutes")
        difficulty = try yaml.string("difficulty")
        hints = try yaml.strings("hints")
        guard id == slug else {
            throw yaml.complaint(
                about: "id", "the id is `\(id)` and the folder says `\(slug)`; make them the same")
        }
        guard Self.isTypeName(type) else {
            throw yaml.complaint(about: "type", "`\(type)` is no name of a Swift type")
        }
        guard type != contract else {
            throw yaml.complaint(
                about: "type", "`\(type)` is the contract's own name; a solution needs another")
        }
    }

    /// Ids name folders, targets and protocols: lower-case words and digits, joined by hyphens.
    private static func parts(of folder: URL) throws(Finding) -> (number: Int, slug: String) {
        let parts = folder.lastPathComponent.split(
            separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        let digits = parts[0]
        guard parts.count == 2, digits.count >= 2, digits.allSatisfy(\.isASCIIDigit),
            let number = Int(digits), isSlug(parts[1])
        else {
            throw Finding(
                file: folder.path,
                what: "name the folder like `06-charge-once`: two digits and a lower-case id")
        }
        return (number, String(parts[1]))
    }

    private static func isSlug(_ text: Substring) -> Bool {
        text.split(separator: "-", omittingEmptySubsequences: false).allSatisfy { word in
            !word.isEmpty && word.allSatisfy { $0.isASCIIDigit || ("a"..."z").contains($0) }
        } && !(text.first?.isASCIIDigit ?? true)
    }

    private static func isTypeName(_ text: String) -> Bool {
        guard let first = text.first, first.isLetter || first == "_" else { return false }
        return text.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
    }
}

extension Character {
    fileprivate var isASCIIDigit: Bool { ("0"..."9").contains(self) }
}
