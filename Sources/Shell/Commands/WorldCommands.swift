import Foundation
import Sandbox
import Terminal

extension Command {
    static let brokerStop = Command(
        "broker stop", summary: "the broker gives no answers until it is started again",
        section: .sandbox
    ) { _, session throws(Complaint) in try session.perform(.stopBroker) }

    static let brokerStart = Command(
        "broker start", summary: "the broker is back, with all it had", section: .sandbox
    ) { _, session throws(Complaint) in try session.perform(.startBroker) }

    static let wait = Command(
        "wait", .duration, summary: "moves the clock: 500ms, 10s, 5m, 2h, 1d; Ctrl-C stops it",
        section: .sandbox
    ) { invocation, session throws(Complaint) in
        try session.wait(milliseconds: try Reading.duration(invocation[.duration] ?? ""))
    }

    static let show = Command(
        "show", summary: "draws topics, records, positions and commits", section: .sandbox
    ) { _, session throws(Complaint) in
        session.output.write(
            lines: SandboxPicture(session.sandbox).lines(for: session.output.capabilities))
        return .success
    }

    static let story = Command(
        "story", summary: "tells what has happened, newest last", section: .sandbox
    ) { _, session throws(Complaint) in
        let story = session.sandbox.story
        if story.isEmpty { session.output.write("Nothing has happened yet.") }
        for line in HappeningLines.of(story) {
            let time = StyledText(Happening.duration(line.happening.elapsed), .quiet)
                .padded(to: 10, right: true)
            session.output.write(time + "  " + line.text, hanging: 12)
        }
        return .success
    }

    static let sandboxReset = Command(
        "sandbox reset", summary: "begins anew; the story so far is kept", section: .sandbox
    ) { _, session throws(Complaint) in
        try session.resetSandbox()
        session.output.write("A new sandbox: no topics, no members, time 0s.")
        return .success
    }
}
