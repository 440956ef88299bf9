/// One `key: value` in a live block.
struct BlockField {
    let key: String
    /// What stands after the key, then the lines below it, without their indentation; at least one.
    var lines: [SourceLine]

    var line: Int { lines[0].number }

    /// Where the value begins in its first line, counted from 1.
    private var column: Int { key.count + 3 }

    /// Nil if the line begins with no key. An unknown key is complained about and taken for one.
    init?(beginningAt line: SourceLine, keys: [String], notes: inout ReaderNotes) {
        let word = line.text.prefix { $0.isASCIILetter }
        let rest = line.text.dropFirst(word.count)
        guard !word.isEmpty, rest.first == ":" else { return nil }
        let key = word.lowercased()
        let value = rest.dropFirst(2)
        let isWellSet = word == key && [":", ": "].contains(rest.prefix(2)) && value.first != " "
        if !keys.contains(key) {
            guard isWellSet else { return nil }
            let meant = nearest(to: key, among: keys).map { "; did you mean `\($0)`?" }
            notes.complain(
                line.number,
                "there is no key `\(key)` here\(meant ?? ", only " + keys.joined(separator: ", "))")
        } else if !isWellSet {
            notes.complain(line.number, "write `\(key):` in lower case, then one space")
        }
        self.key = key
        lines = [SourceLine(number: line.number, text: String(value))]
    }
}

// MARK: Values

extension BlockField {
    /// Text, not empty.
    func passage(_ notes: inout ReaderNotes) -> Lesson.Passage? {
        guard let passage = Lesson.Passage(lines) else {
            notes.complain(line, "`\(key):` is empty; write it or remove it")
            return nil
        }
        passage.check(&notes)
        return passage
    }

    /// Commands, one in each line that isn't empty.
    func commands(_ notes: inout ReaderNotes) -> [Lesson.Command] {
        let commands = lines.commands
        if commands.isEmpty { notes.complain(line, "`\(key):` holds no command; write one") }
        return commands
    }

    func expression(_ notes: inout ReaderNotes) -> Lesson.Expression? {
        guard let text = onlyLine(&notes) else { return nil }
        do throws(Lesson.Expression.SyntaxError) {
            return try Lesson.Expression(text)
        } catch {
            complain(error, &notes)
            return nil
        }
    }

    /// The value before the `|`, and the text after it.
    func valueAndText(
        _ notes: inout ReaderNotes
    ) -> (value: Lesson.Expression.Value, text: Lesson.Passage)? {
        guard let (left, text) = halves(&notes) else { return nil }
        text.checkIsParagraph(&notes)
        do throws(Lesson.Expression.SyntaxError) {
            return (try Lesson.Expression.Value(left.markdown), text)
        } catch {
            complain(error, &notes)
            return nil
        }
    }

    /// The choice before the `|`, and the explanation after it.
    func textAndWhy(
        _ notes: inout ReaderNotes
    ) -> (text: Lesson.Passage, why: Lesson.Passage)? {
        guard let (text, why) = halves(&notes) else { return nil }
        text.checkIsParagraph(&notes)
        why.check(&notes)
        return (text, why)
    }

    private func halves(
        _ notes: inout ReaderNotes
    ) -> (left: Lesson.Passage, right: Lesson.Passage)? {
        let bar = lines.firstIndex { $0.text.contains("|") }
        if let bar {
            let parts = lines[bar].text.split(
                separator: "|", maxSplits: 1, omittingEmptySubsequences: false)
            let before = String(parts[0].reversed().drop { $0 == " " }.reversed())
            let after = String(parts[1].drop { $0 == " " })
            let number = lines[bar].number
            if let left = Lesson.Passage(
                lines[..<bar] + [SourceLine(number: number, text: before)]),
                let right = Lesson.Passage(
                    [SourceLine(number: number, text: after)] + lines[(bar + 1)...])
            {
                return (left, right)
            }
        }
        notes.complain(line, "`\(key):` has two parts with a `|` between them; neither is empty")
        return nil
    }

    /// An expression stays on one line, so that its columns can be counted.
    private func onlyLine(_ notes: inout ReaderNotes) -> String? {
        if let further = lines.dropFirst().first(where: { !$0.isBlank }) {
            notes.complain(further.number, "`\(key):` is one line; join this one to it")
            return nil
        }
        return lines[0].text
    }

    private func complain(_ error: Lesson.Expression.SyntaxError, _ notes: inout ReaderNotes) {
        notes.complain(line, "column \(column + error.column - 1): \(error.what)")
    }
}

extension Sequence<SourceLine> {
    var commands: [Lesson.Command] {
        filter { !$0.isBlank }.map { Lesson.Command(text: $0.text, line: $0.number) }
    }
}
