import FoundationEssentials
import Testing

@testable import Judge

@Suite("A verdict as JSON")
struct VerdictJSONTests {
    @Test("every key is there, null where there is nothing, in a fixed order")
    func empty() throws {
        #expect(
            try Verdict(exercise: "two-lines", verdict: .timedOut).json == """
                {
                  "compilerOutput" : null,
                  "counterexample" : null,
                  "diagnosis" : null,
                  "exercise" : "two-lines",
                  "explored" : null,
                  "invariants" : [

                  ],
                  "message" : null,
                  "verdict" : "timed-out"
                }
                """)
    }

    @Test("a story's keys are all there too, and it reads back as it was")
    func story() throws {
        let step = Story.Step(at: "2ms", lane: "billing-1", text: "a/b", kind: .call)
        let story = Story(faults: [], tape: "c1:2.1", lanes: ["billing-1"], timeline: [step])
        let verdict = Verdict(exercise: "x", verdict: .failed, counterexample: story)
        let json = try verdict.json
        #expect(json.contains("\"cause\" : null") && json.contains("\"peer\" : null"))
        #expect(json.contains("a/b"))
        #expect(try JSONDecoder().decode(Verdict.self, from: Data(json.utf8)) == verdict)
    }

    @Test("only a pass ends with 0")
    func exitStatus() {
        #expect(Verdict(exercise: "x", verdict: .passed).exitStatus == 0)
        for kind in [Verdict.Kind.failed, .compileError, .refused, .crashed, .timedOut] {
            #expect(Verdict(exercise: "x", verdict: kind).exitStatus == 1)
        }
    }
}
