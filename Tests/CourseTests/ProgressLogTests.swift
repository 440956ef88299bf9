import Course
import EventLog
import Foundation
import Testing

@Suite struct ProgressLogTests {
    let course: CourseFolder
    let folder: URL

    init() throws {
        course = try CourseFolder()
        folder = course.url("Workspace/.eventlings")
    }

    @Test("What one process appends, another sees without opening the log again")
    func shared() throws {
        let first = try ProgressLog(folder: folder)
        let second = try ProgressLog(folder: folder)
        try first.append(.exerciseStarted(exercise: "two-lines"))
        try second.append(.hintTaken(exercise: "two-lines", number: 1))
        for log in [first, second, try ProgressLog(folder: folder)] {
            let view = try log.view()
            #expect(view.currentExercise == "two-lines")
            #expect(view.standing(in: "two-lines").hintsTaken == 1)
            #expect(log.setAside == nil)
        }
    }

    @Test("Looking into a log writes nothing: neither what is asked for, nor a torn end away")
    func looking() throws {
        try ProgressLog(folder: folder).append(.exerciseStarted(exercise: "two-lines"))
        let file = ProgressLog.file(in: folder)
        let torn = try Data(contentsOf: file) + Data([1, 2, 3])
        try torn.write(to: file)
        let log = try ProgressLog.looking(into: folder)
        #expect(try log.view().currentExercise == "two-lines")
        #expect(throws: ProgressError.self) {
            try log.append(.hintTaken(exercise: "two-lines", number: 1))
        }
        #expect(try Data(contentsOf: file) == torn)
    }

    @Test("Every event of a long history is read")
    func long() throws {
        let log = try ProgressLog(folder: folder)
        let tape = String(repeating: "1", count: 100_000)
        for _ in 1...30 {
            try log.append(
                .solutionGraded(
                    exercise: "a", verdict: "failed", tape: tape, file: nil, fileHash: nil))
        }
        #expect(try log.view().standing(in: "a").attempts == 30)
    }

    @Test("An event of a later program is skipped, and stays in the log")
    func laterEvents() throws {
        let log = try ProgressLog(folder: folder)
        try log.append(.exerciseStarted(exercise: "a"))
        let file = try LogFile(path: ProgressLog.file(in: folder).path)
        let later = #"{"type":"LessonRead","version":7,"payload":{}}"#
        try file.append(
            RecordBatch([Record(timestamp: Timestamp(milliseconds: 0), value: Array(later.utf8))]))
        try log.append(.hintTaken(exercise: "a", number: 1))
        #expect(try log.view().standing(in: "a").hintsTaken == 1)
        #expect(try file.batches(from: 0, maxBytes: .max).count == 3)
    }

    @Test("A damaged log is set aside under a new name each time, and a new one begins")
    func damaged() throws {
        for number in 1...2 {
            let log = try ProgressLog(folder: folder)
            try log.append(.exerciseStarted(exercise: "first"))
            try log.append(.exerciseStarted(exercise: "second"))
            let file = ProgressLog.file(in: folder)
            var bytes = try Data(contentsOf: file)
            bytes[70] ^= 0xFF
            try bytes.write(to: file)
            let fresh = try ProgressLog(folder: folder)
            #expect(fresh.setAside?.lastPathComponent == "progress.log.damaged-\(number)")
            #expect(try fresh.view() == ProgressView())
            let aside = folder.appending(path: "progress.log.damaged-\(number)")
            #expect(try Data(contentsOf: aside) == bytes)
        }
    }

    @Test("An append that was cut short loses no earlier event")
    func tornTail() throws {
        let log = try ProgressLog(folder: folder)
        try log.append(.exerciseStarted(exercise: "first"))
        try log.append(.exerciseStarted(exercise: "second"))
        let file = ProgressLog.file(in: folder)
        try Data(contentsOf: file).dropLast(5).write(to: file)
        let view = try ProgressLog(folder: folder).view()
        #expect(view.currentExercise == "first")
    }
}
