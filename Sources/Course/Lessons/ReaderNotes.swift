/// What a reader notes down on its way through a lesson's file.
struct ReaderNotes {
    let file: String
    private(set) var findings: [Finding] = []
    private(set) var links: [Lesson.Link] = []

    init(file: String) {
        self.file = file
    }

    mutating func complain(_ line: Int, _ what: String) {
        findings.append(Finding(file: file, line: line, what: what))
    }

    mutating func add(_ notes: ReaderNotes) {
        findings += notes.findings
        links += notes.links
    }

    mutating func add(_ link: Lesson.Link) {
        links.append(link)
    }
}
