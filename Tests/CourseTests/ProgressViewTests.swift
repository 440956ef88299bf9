import Course
import Foundation
import Testing

@Suite struct ProgressViewTests {
    @Test("Nothing happened: nothing is current, nothing is begun")
    func empty() {
        let view = ProgressView()
        #expect(view.currentExercise == nil)
        #expect(view.standing(in: "charge-once") == ProgressView.Standing())
    }

    @Test("The current exercise is the one started last")
    func current() {
        let view = ProgressView([
            .exerciseStarted(exercise: "two-lines"), .exerciseStarted(exercise: "charge-once"),
            .hintTaken(exercise: "two-lines", number: 1),
        ])
        #expect(view.currentExercise == "charge-once")
        #expect(view.standing(in: "two-lines").isStarted)
        #expect(view.standing(in: "two-lines").hintsTaken == 1)
    }

    @Test("A failure leaves a counterexample, a compile error keeps it, a pass ends it")
    func counterexample() {
        var view = ProgressView([graded("failed", tape: "c1:2.1")])
        #expect(view.standing(in: "charge-once").lastCounterexample?.tape == "c1:2.1")
        view.apply(graded("compile-error"))
        #expect(view.standing(in: "charge-once").lastCounterexample?.tape == "c1:2.1")
        view.apply(graded("passed"))
        let standing = view.standing(in: "charge-once")
        #expect(standing.lastCounterexample == nil)
        #expect(standing.attempts == 3)
        #expect(standing.hasPassed)
    }

    @Test("Who passed once has passed, whatever comes later")
    func staysPassed() {
        let view = ProgressView([graded("passed"), graded("failed", tape: "c1:1.1")])
        #expect(view.standing(in: "charge-once").hasPassed)
        #expect(view.standing(in: "charge-once").lastCounterexample != nil)
    }

    @Test("Every event comes back as it was written")
    func roundTrip() throws {
        let events: [ProgressEvent] = [
            .exerciseStarted(exercise: "a"),
            .solutionGraded(
                exercise: "a", verdict: "failed", tape: "t", file: "/x/y.swift", fileHash: "f"),
            .solutionGraded(
                exercise: "a", verdict: "failed", tape: "t", file: nil, fileHash: nil,
                breach: .init(promise: "p", text: "order-1 was lost", diagnosis: "d")),
            graded("passed"), .hintTaken(exercise: "a", number: 3), .solutionShown(exercise: "a"),
        ]
        #expect(try events.map { ProgressEvent(decoding: try $0.encoded()) } == events)
    }

    @Test("A grading of an older program has a counterexample, and says nothing of its breach")
    func olderGrading() {
        let json =
            #"{"payload":{"exercise":"a","tape":"w:1.1","verdict":"failed"},"#
            + #""type":"SolutionGraded","version":1}"#
        let view = ProgressView([ProgressEvent(decoding: Data(json.utf8))].compactMap { $0 })
        let last = view.standing(in: "a").lastCounterexample
        #expect(last?.tape == "w:1.1")
        #expect(last != nil && last?.breach == nil)
    }

    @Test("Events are written as they always were")
    func format() throws {
        let data = try ProgressEvent.hintTaken(exercise: "two-lines", number: 2).encoded()
        #expect(
            String(decoding: data, as: UTF8.self)
                == #"{"payload":{"exercise":"two-lines","number":2},"type":"HintTaken","version":1}"#
        )
    }

    @Test(
        "What an older program can't read, it skips",
        arguments: [
            #"{"type":"HintTaken","version":2,"payload":{"exercise":"a","number":1}}"#,
            #"{"type":"LessonRead","version":1,"payload":{"exercise":"a"}}"#,
            #"{"type":"HintTaken","version":1,"payload":{"exercise":"a"}}"#, "{}", "no JSON", "",
        ])
    func skips(json: String) {
        #expect(ProgressEvent(decoding: Data(json.utf8)) == nil)
    }

    @Test("A field that was added later is no obstacle")
    func tolerant() {
        let json =
            #"{"type":"SolutionShown","version":1,"payload":{"exercise":"a","mood":"glad"},"x":1}"#
        #expect(ProgressEvent(decoding: Data(json.utf8)) == .solutionShown(exercise: "a"))
    }

    private func graded(_ verdict: String, tape: String? = nil) -> ProgressEvent {
        .solutionGraded(
            exercise: "charge-once", verdict: verdict, tape: tape, file: nil, fileHash: nil)
    }
}
