/// What stands above a lesson's text, between two lines `---`.
struct FrontMatter {
    let id: String
    let title: String
    let minutes: Int
    let objectives: [String]
    let prerequisites: [Lesson.Prerequisite]

    private static let keys = ["id", "title", "minutes", "objectives", "prerequisites"]
    private static let fence = "---"
    private static let reasonableMinutes = 3...20

    /// Takes the front matter off the lines; its id must be the one that the file's name says.
    static func take(
        from lines: inout ArraySlice<SourceLine>, id: String, file: String
    ) throws(Finding) -> FrontMatter {
        guard lines.first?.text == fence else {
            throw Finding(
                file: file, line: 1, what: "a lesson begins with a line `---`, then `id: …`")
        }
        let rest = lines.dropFirst()
        guard let end = rest.firstIndex(where: { $0.text == fence }) else {
            throw Finding(
                file: file, line: 1,
                what: "the keys that begin here never end; write a line `---` after the last one")
        }
        lines = rest[(end + 1)...]
        // The empty line stands for the first `---`, so that YAML's line numbers are the file's.
        let text = ([""] + rest[..<end].map(\.text)).joined(separator: "\n")
        return try FrontMatter(YAMLFile(text: text, path: file), id: id)
    }

    private init(_ yaml: YAMLFile, id expected: String) throws(Finding) {
        try yaml.allow(only: Self.keys)
        id = try yaml.string("id")
        title = try yaml.string("title")
        minutes = try yaml.integer("minutes")
        objectives = try yaml.strings("objectives")
        prerequisites = try yaml.items("prerequisites").map { text, line in
            Lesson.Prerequisite(id: text, line: line)
        }
        guard id == expected else {
            throw yaml.complaint(
                about: "id",
                "the id is `\(id)` and the file's name says `\(expected)`; make them the same")
        }
        guard Self.reasonableMinutes.contains(minutes) else {
            throw yaml.complaint(
                about: "minutes",
                "a lesson takes \(Self.reasonableMinutes.lowerBound) to "
                    + "\(Self.reasonableMinutes.upperBound) minutes; split a longer one")
        }
        guard !objectives.isEmpty, objectives.allSatisfy({ !$0.isEmpty }) else {
            throw yaml.complaint(
                about: "objectives", "name what the learner can do afterwards, one line each")
        }
    }
}
