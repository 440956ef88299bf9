import Course
import Foundation
import Terminal

extension Command {
    static let progressExport = Command(
        "progress export", .script,
        summary:
            "writes your progress to a new file, or prints it (-), as JSON lines for another machine"
    ) { invocation, session throws(Complaint) in
        let lines = try session.progressLines()
        if invocation[.script] == "-" {
            for line in lines { session.output.writeExactly(line) }
            return .success
        }
        let file = session.path(invocation[.script] ?? "")
        try session.write(
            lines.map { $0 + "\n" }.joined(), toNew: file, by: "progress export")
        session.output.write("\(Self.count(lines.count)) in \(session.shown(file)).")
        return .success
    }

    static let progressImport = Command(
        "progress import", .script,
        summary: "adds the progress of such a file to yours; what is there already is left out"
    ) { invocation, session throws(Complaint) in
        let file = session.path(invocation[.script] ?? "")
        let text = try session.text(in: file)
        guard text.contains(where: { !$0.isWhitespace }) else {
            session.output.write("\(session.shown(file)) is empty; there is nothing to add.")
            return .success
        }
        let added = try session.importProgress(text.lines.map(String.init), from: file)
        session.output.write(
            added == 0
                ? "All of it was here already." : "\(Self.count(added)) added to your progress.")
        return .success
    }

    private static func count(_ events: Int) -> String {
        events == 1 ? "1 event" : "\(events) events"
    }
}
