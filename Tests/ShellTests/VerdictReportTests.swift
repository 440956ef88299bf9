import Course
import Foundation
import Judge
import Terminal
import Testing

@testable import Shell

@Suite struct VerdictReportTests {
    let exercise: Exercise

    init() throws {
        let shell = try TestShell()
        exercise = try Exercise(folder: shell.url("Exercises/06-charge-once"))
    }

    private func text(
        _ verdict: Verdict, width: Int = 80, unicode: Bool = true, plain: Bool = false
    ) -> String {
        let capabilities = Capabilities(
            width: width, colour: false, unicode: unicode, plain: plain)
        let report = VerdictReport(
            verdict: verdict, exercise: exercise, duration: .milliseconds(214), hintsTaken: 1,
            following: ("start \(exercise.id)", "\(exercise.title) (20 min)"))
        return report.lines(for: capabilities)
            .map { $0.rendered(for: capabilities) }.joined(separator: "\n")
    }

    @Test("A pass says what was proved, in how much, how long it took, and what comes next")
    func passed() {
        let expected = """
            06 Charge every order once: passed

              ✓ No order is charged twice
              ✓ Every order is charged

            Proved: all 2,312 different schedules with up to 2 deviations at every
            suspension point in 3 worlds, and 4,000 random ones.
            It took 0.21 s.

            Next:
              solution charge-once  the model solution, and why it is made so
              start charge-once     Charge every order once (20 min)
            """
        #expect(text(FixedVerdicts.passed) == expected)
    }

    @Test("A failure reads from what held down to what to do next")
    func failed() {
        let expected = """
            06 Charge every order once: a promise does not hold yet

              ✓ Every order is charged
              ✗ No order is charged twice

            The shortest story in which it happens: crash after gateway.charge.

            DIAGRAM

            Why: order-1 was charged twice, because the crash came after the charge and
            before the commit.

            The effect and its marker are apart
            A crash between the two leaves one of them undone.

            Think about: What could the gateway itself recognise a second time?
            The lesson on this: `lesson idempotent-handlers#3`

            Next:
              replay charge-once  this story step by step, with the broker's state
              hint charge-once    hint 2 of 2
              grade charge-once   when you have changed your file
            """
        let capabilities = Capabilities(width: 80, colour: false, unicode: true)
        let diagram = FixedVerdicts.story.diagram.lines(for: capabilities).map(\.text)
        #expect(diagram.count >= FixedVerdicts.story.timeline.count)
        #expect(
            text(FixedVerdicts.failed)
                == expected.replacing("DIAGRAM", with: diagram.joined(separator: "\n")))
    }

    @Test("In words and ASCII, the same failure still says everything")
    func plain() {
        let expected = """
            06 Charge every order once: a promise does not hold yet

              held: Every order is charged
              broken: No order is charged twice

            The shortest story in which it happens: crash after gateway.charge.

            1. At 1ms, billing-1: starts.
            2. At 2ms, billing-1 asks gateway: charge order-1 $40.
            3. At 3ms, gateway: charged order-1.
            4. At 4ms, FAULT at billing-1: crash.
            5. At 1.004s, PROMISE BROKEN: No order is charged twice.

            Why: order-1 was charged twice, because the crash came after the charge and
            before the commit.

            The effect and its marker are apart
            A crash between the two leaves one of them undone.

            Think about: What could the gateway itself recognise a second time?
            The lesson on this: `lesson idempotent-handlers#3`

            Next:
            replay charge-once: this story step by step, with the broker's state
            hint charge-once: hint 2 of 2
            grade charge-once: when you have changed your file
            """
        #expect(text(FixedVerdicts.failed, unicode: false, plain: true) == expected)
    }

    @Test("A compile error is the compiler's own text, and our line below it")
    func compileError() {
        let expected = """
            06 Charge every order once: it does not compile yet, so nothing was played

            Solution.swift:3:9: error: expression is 'async'
              3 | poll()
                | ^

            `poll` is async: write `try await` before it.

            Next:
              hint charge-once   hint 2 of 2
              grade charge-once  when you have changed your file
            """
        #expect(text(FixedVerdicts.compileError) == expected)
    }

    @Test("No line of any report is wider than the terminal", arguments: [40, 60, 80, 100])
    func width(columns: Int) {
        for verdict in [FixedVerdicts.passed, FixedVerdicts.failed] {
            for line in text(verdict, width: columns).split(separator: "\n") {
                #expect(line.count <= columns, "\(line)")
            }
        }
    }

    @Test("Every verdict has a heading, and none scolds", arguments: Verdict.Kind.allKinds)
    func headings(kind: Verdict.Kind) {
        let report = text(
            Verdict(exercise: "charge-once", verdict: kind, message: "What happened."))
        #expect(report.hasPrefix("06 Charge every order once: "))
        #expect(report.contains("What happened."))
        #expect(!report.lowercased().contains("wrong") && !report.contains("!"))
    }
}

extension Verdict.Kind {
    fileprivate static let allKinds: [Self] = [
        .passed, .failed, .compileError, .refused, .crashed, .timedOut, .endedEarly, .stateLeak,
    ]
}
