import Course
import Terminal

extension Command {
    static let list = Command(
        "list", options: [.json], summary: "shows all lessons and exercises, and where you stand"
    ) { invocation, session throws(Complaint) in
        let findings = try session.catalogue().findings + session.lessons().findings
        for finding in findings { session.output.writeError(finding.description) }
        let map = try session.map()
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
        CourseMap(lessons: try lessons(), catalogue: try catalogue(), progress: try progress())
    }
}
