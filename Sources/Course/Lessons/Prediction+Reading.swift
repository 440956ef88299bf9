extension Lesson.Prediction {
    init?(_ fence: Fence, notes: inout ReaderNotes) {
        let block = BlockFields(
            fence, keys: ["choice", "number", "ask", "why"], notes: &notes)
        let answers = Answers(block, notes: &notes)
        let ask = block.one("ask", notes: &notes)?.expression(&notes)
        let why = block.one("why", notes: &notes)?.passage(&notes)
        guard let question = block.question, let answers, let ask, let why else { return nil }
        line = fence.line
        self.question = question
        self.answers = answers
        self.ask = ask
        self.why = why
        checkKinds(&notes)
    }

    /// No choice may be one that `ask` can never give.
    private func checkKinds(_ notes: inout ReaderNotes) {
        switch answers {
        case .number where !ask.kinds.contains(.number):
            notes.complain(line, "a number is asked for, and `ask` gives \(ask.kinds)")
        case .number: break
        case .choices(let choices):
            for choice in choices where !ask.kinds.contains(choice.value.kinds) {
                notes.complain(
                    choice.text.line,
                    "`\(choice.value)` can't be the answer, as `ask` gives \(ask.kinds)")
            }
        }
    }
}

extension Lesson.Prediction.Answers {
    private static let leastChoices = 2

    fileprivate init?(_ block: BlockFields, notes: inout ReaderNotes) {
        let numbers = block.all("number")
        let fields = block.all("choice")
        if let number = numbers.first {
            if numbers.count > 1 || !fields.isEmpty || number.lines.contains(where: { !$0.isBlank })
            {
                notes.complain(
                    number.line,
                    "a line `number:` stands alone, without a value and without choices")
            }
            self = .number
            return
        }
        let choices = fields.compactMap { Lesson.Prediction.Choice($0, notes: &notes) }
        guard fields.count >= Self.leastChoices else {
            notes.complain(
                block.line,
                "write two or more lines `choice: VALUE | text`, or `number:` to have one typed")
            return nil
        }
        var seen: Set<Lesson.Expression.Value> = []
        for choice in choices where !seen.insert(choice.value).inserted {
            notes.complain(
                choice.text.line, "the value `\(choice.value)` is that of another choice too")
        }
        self = .choices(choices)
    }
}

extension Lesson.Prediction.Choice {
    fileprivate init?(_ field: BlockField, notes: inout ReaderNotes) {
        guard let (value, text) = field.valueAndText(&notes) else { return nil }
        self.init(value: value, text: text)
    }
}
