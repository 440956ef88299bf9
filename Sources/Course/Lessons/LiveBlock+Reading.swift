extension Lesson.LiveBlock {
    /// Nil if something is missing, which the notes then say.
    init?(_ kind: LiveKind, _ fence: Fence, notes: inout ReaderNotes) {
        let block: Self? =
            switch kind {
            case .run: Lesson.Run(fence, notes: &notes).map(Self.run)
            case .play: Lesson.Play(fence, notes: &notes).map(Self.play)
            case .try: Lesson.Try(fence, notes: &notes).map(Self.try)
            case .predict: Lesson.Prediction(fence, notes: &notes).map(Self.predict)
            case .quiz: Lesson.Quiz(fence, notes: &notes).map(Self.quiz)
            case .exercise: Lesson.Handover(fence, notes: &notes).map(Self.exercise)
            }
        guard let block else { return nil }
        self = block
    }
}

extension Lesson.Run {
    init?(_ fence: Fence, notes: inout ReaderNotes) {
        line = fence.line
        commands = fence.content.commands
        if commands.isEmpty { notes.complain(line, "write the commands to run") }
        for command in commands where command.isPlay {
            notes.complain(command.line, "a play has a block of its own: ```play")
        }
    }
}

extension Lesson.Play {
    init?(_ fence: Fence, notes: inout ReaderNotes) {
        let commands = fence.content.commands
        guard let first = commands.first, commands.count == 1, first.isPlay else {
            notes.complain(
                commands.dropFirst().first?.line ?? fence.line,
                "write one command here: `play` and the name of a program")
            return nil
        }
        line = fence.line
        command = first
    }
}

extension Lesson.Command {
    fileprivate var isPlay: Bool { text.split(separator: " ").first == "play" }
}

extension Lesson.Handover {
    init?(_ fence: Fence, notes: inout ReaderNotes) {
        let lines = fence.content.filter { !$0.isBlank }
        guard let first = lines.first, lines.count == 1, NumberedName.isID(first.text) else {
            notes.complain(fence.line, "write the id of one exercise here, such as `charge-once`")
            return nil
        }
        line = fence.line
        exercise = first.text
    }
}

extension Lesson.Try {
    init?(_ fence: Fence, notes: inout ReaderNotes) {
        let block = BlockFields(
            fence, keys: ["check", "hint", "answer", "wrong"], notes: &notes)
        line = fence.line
        checks = block.all("check", atLeast: 1, notes: &notes)
            .compactMap { Lesson.Check($0, notes: &notes) }
        hints = block.all("hint").compactMap { $0.passage(&notes) }
        answer = block.all("answer", atLeast: 1, notes: &notes).flatMap { $0.commands(&notes) }
        wrongAnswers = block.all("wrong").map { $0.commands(&notes) }
        guard let question = block.question else { return nil }
        task = question
    }
}

extension Lesson.Check {
    init?(_ field: BlockField, notes: inout ReaderNotes) {
        guard let expression = field.expression(&notes) else { return nil }
        guard expression.kinds == .boolean else {
            notes.complain(
                field.line,
                "a check is true or false; compare this with something, as in "
                    + "`\(expression.text) == 0`")
            return nil
        }
        self.expression = expression
        line = field.line
    }
}

extension Lesson.Quiz {
    private static let leastWrong = 2

    init?(_ fence: Fence, notes: inout ReaderNotes) {
        let block = BlockFields(fence, keys: ["right", "wrong"], notes: &notes)
        let right = block.one("right", notes: &notes)
        let wrong = block.all("wrong", atLeast: Self.leastWrong, notes: &notes)
        line = fence.line
        choices = ([right].compactMap(\.self) + wrong).sorted { $0.line < $1.line }
            .compactMap { Choice($0, notes: &notes) }
        var seen: Set<String> = []
        for choice in choices where !seen.insert(choice.text.markdown).inserted {
            notes.complain(choice.text.line, "this choice is there twice; write another")
        }
        guard let question = block.question else { return nil }
        self.question = question
    }
}

extension Lesson.Quiz.Choice {
    fileprivate init?(_ field: BlockField, notes: inout ReaderNotes) {
        guard let (text, why) = field.textAndWhy(&notes) else { return nil }
        self.init(text: text, why: why, isRight: field.key == "right")
    }
}
