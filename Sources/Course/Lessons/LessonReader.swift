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
        if steps.isEmpty, notes.findings.isEmpty {
            notes.complain(
                lines.endIndex, "a lesson needs a step: a line `## ` and its title")
        }
    }

    private mutating func read(_ part: BodyPart) {
        switch part {
        case .heading(let line):
            endProse()
            begin(line)
        case .text(let text):
            BlockMarkdown.check(text, notes: &notes)
            add(text)
        case .fence(let fence):
            switch fence.info {
            case .plain: add(fence.lines)
            case .live(let kind): read(fence, kind)
            }
        }
    }

    /// Begins a step; a heading of another kind is complained about and begins none.
    private mutating func begin(_ line: SourceLine) {
        if let what = Self.complaint(aboutHeading: line.text) {
            return notes.complain(line.number, what)
        }
        endStep()
        let title = Lesson.Passage(markdown: String(line.text.dropFirst(3)), line: line.number)
        InlineMarkdown.check(title.markdown, line: title.line, notes: &notes)
        self.title = title
    }

    private static func complaint(aboutHeading text: String) -> String? {
        let title = text.drop { $0 == "#" }
        let level = text.count - title.count
        if level == 1 { return "the title stands in the front matter; steps begin with `## `" }
        if level > 2 { return "a step has no headings inside; begin a new step with `## `" }
        // Markdown takes signs at the end for a part of the heading's form.
        let isTitle =
            title.hasPrefix(" ") && !title.hasPrefix("  ")
            && title.split(separator: " ").last?.allSatisfy { $0 == "#" } == false
        return isTitle ? nil : "a step begins with `##`, one space and its title"
    }

    private mutating func read(_ fence: Fence, _ kind: LiveKind) {
        if let line = openPrediction, kind != .run, kind != .play { complainOfPrediction(line) }
        openPrediction = kind == .predict ? fence.line : nil
        expectStep(fence.line)
        let prose = takeProse()
        screens.append(
            Lesson.Screen(prose: prose, live: Lesson.LiveBlock(kind, fence, notes: &notes)))
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

    private mutating func takeProse() -> Lesson.Passage? {
        defer { prose = nil }
        return prose.flatMap { Lesson.Passage(lines[$0]) }
    }

    private mutating func endProse() {
        guard let passage = takeProse() else { return }
        expectStep(passage.line)
        screens.append(Lesson.Screen(prose: passage, live: nil))
    }

    private mutating func expectStep(_ line: Int) {
        guard title == nil, screens.isEmpty else { return }
        notes.complain(line, "begin with a step: a line `## ` and its title")
    }

    private mutating func endStep() {
        endProse()
        if let line = openPrediction { complainOfPrediction(line) }
        if let title {
            if screens.isEmpty { notes.complain(title.line, "this step is empty; write it") }
            steps.append(Lesson.Step(title: title, screens: screens))
        }
        title = nil
        screens = []
    }
}
