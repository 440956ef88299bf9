/// A live block's question or task, and its fields in their order.
struct BlockFields {
    /// Of the block's fence.
    let line: Int
    /// What stands before the first field.
    let question: Lesson.Passage?
    private var fields: [BlockField] = []

    private static let indent = "  "

    /// Reads the block; keys are those that such a block may have.
    init(_ fence: Fence, keys: [String], notes: inout ReaderNotes) {
        line = fence.line
        var text: [SourceLine] = []
        for line in fence.content {
            if let field = BlockField(beginningAt: line, keys: keys, notes: &notes) {
                fields.append(field)
            } else if fields.isEmpty {
                text.append(line)
            } else if line.isBlank || line.text.hasPrefix(Self.indent) {
                let rest = String(line.text.dropFirst(Self.indent.count))
                fields[fields.count - 1].lines.append(SourceLine(number: line.number, text: rest))
            } else {
                notes.complain(
                    line.number,
                    "begin this line with a key, or with two spaces if it goes on")
            }
        }
        question = Lesson.Passage(text)
        question?.check(&notes)
        if question == nil {
            notes.complain(line, "begin this block with the question or the task, before any key")
        }
    }

    func all(_ key: String) -> [BlockField] { fields.filter { $0.key == key } }

    /// At least as many fields as asked for.
    func all(_ key: String, atLeast least: Int, notes: inout ReaderNotes) -> [BlockField] {
        let found = all(key)
        if found.count < least {
            notes.complain(
                line,
                least == 1
                    ? "this block needs a line `\(key): …`"
                    : "this block needs at least \(least) lines `\(key): …`")
        }
        return found
    }

    /// The only field with this key.
    func one(_ key: String, notes: inout ReaderNotes) -> BlockField? {
        let found = all(key, atLeast: 1, notes: &notes)
        if found.count > 1 {
            notes.complain(found[1].line, "this block has one line `\(key): …` only")
        }
        return found.first
    }
}
