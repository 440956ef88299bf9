import Course
import Terminal

extension Command {
    static let list = Command(
        "list", options: [.json], summary: "shows all lessons and exercises, and where you stand"
    ) { invocation, session throws(Complaint) in
        let (lessons, catalogue) = (try session.lessons(), try session.catalogue())
        for finding in catalogue.findings + lessons.findings {
            session.output.writeError(finding.description)
        }
        let map = CourseMap(
            lessons: lessons, catalogue: catalogue, progress: try session.progress())
        if invocation.has(.json) {
            session.output.writeExactly(try map.json())
        } else {
            session.output.write(lines: map.lines(for: session.output.capabilities))
        }
        return .success
    }
}

extension Session {
    func map() throws(Complaint) -> CourseMap {
        try map(of: lessons(), progress())
    }

    func map(of lessons: Lessons, _ progress: ProgressView) throws(Complaint) -> CourseMap {
        CourseMap(lessons: lessons, catalogue: try catalogue(), progress: progress)
    }
}
