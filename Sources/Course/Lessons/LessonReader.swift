/// Builds a lesson's steps from the parts of its body.
struct LessonReader {
    private let lines: ArraySlice<SourceLine>
    private(set) var notes: ReaderNotes
    private(set) var steps: [Lesson.Step] = []
    private var title: Lesson.Passage?
    private var screens: [Lesson.Screen] = []
    private var prose: Range<Int>?
    /// The line of a `predict` whose answer nothing has computed yet.
    private var openPrediction: Int?

    init(body lines: ArraySlice<SourceLine>, file: String) {
        self.lines = lines
        notes = ReaderNotes(file: file)
    }

    mutating func read() {
        for part in BodyPart.parts(of: lines, notes: &notes) { read(part) }
        endStep()
        if steps.isEmpty {
            notes.complain(
                lines.last?.number ?? 1, "a lesson needs a step: a line `## ` and its title")
        }
    }

    private mutating func read(_ part: BodyPart) {
        switch part {
        case .heading(let line):
            endStep()
            begin(line)
        case .text(let text):
            BlockMarkdown.check(text, notes: &notes)
            if !text.allSatisfy(\.isBlank) || prose != nil { add(text) }
        case .fence(let fence):
            switch fence.info {
            case .plain: add(fence.lines)
            case .live(let kind): read(fence, kind)
            }
        }
    }

    private mutating func begin(_ line: SourceLine) {
        let sign = line.text.prefix { $0 == "#" }
        let text = line.text.dropFirst(sign.count + 1)
        let title = Lesson.Passage(markdown: String(text), line: line.number)
        if sign.count != 2 {
            notes.complain(
                line.number,
                sign.count == 1
                    ? "the title stands in the front matter; steps begin with `## `"
                    : "a step has no headings inside; begin a new step with `## `")
        } else if !line.text.hasPrefix("## ") || text.isEmpty || text.hasPrefix(" ") {
            notes.complain(line.number, "a step begins with `##`, one space and its title")
        } else {
            InlineMarkdown.check(title.markdown, line: title.line, notes: &notes)
        }
        self.title = title
    }

    private mutating func read(_ fence: Fence, _ kind: LiveKind) {
        if let line = openPrediction, kind != .run, kind != .play { complainOfPrediction(line) }
        openPrediction = kind == .predict ? fence.line : nil
        endScreen(with: Lesson.LiveBlock(kind, fence, notes: &notes))
    }

    private mutating func complainOfPrediction(_ line: Int) {
        notes.complain(
            line,
            "the next live block after a `predict` is a `run` or a `play` in the same step, as its "
                + "answer is computed from that")
        openPrediction = nil
    }

    /// Text stays together with the plain blocks between it.
    private mutating func add(_ lines: ArraySlice<SourceLine>) {
        prose = (prose?.lowerBound ?? lines.startIndex)..<lines.endIndex
    }

    private mutating func endScreen(with live: Lesson.LiveBlock?) {
        let passage = prose.flatMap { Lesson.Passage(lines[$0]) }
        prose = nil
        if let passage, title == nil, screens.isEmpty {
            notes.complain(passage.line, "begin with a step: a line `## ` and its title")
        }
        guard passage != nil || live != nil else { return }
        screens.append(Lesson.Screen(prose: passage, live: live))
    }

    private mutating func endStep() {
        endScreen(with: nil)
        if let line = openPrediction { complainOfPrediction(line) }
        if let title {
            if screens.isEmpty { notes.complain(title.line, "this step is empty; write it") }
            steps.append(Lesson.Step(title: title, screens: screens))
        }
        title = nil
        screens = []
    }
}
