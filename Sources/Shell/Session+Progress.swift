import Course
import Foundation

extension Session {
    /// How far the learner has come.
    func progress() throws(Complaint) -> ProgressView {
        try look { log throws(ProgressError) in try log.view() } ?? ProgressView()
    }

    /// When something was done; nothing for a workspace without progress.
    func progressMoments() throws(Complaint) -> [Date] {
        try look { log throws(ProgressError) in try log.moments() } ?? []
    }

    func progressLines() throws(Complaint) -> [String] {
        try look { log throws(ProgressError) in try log.lines() } ?? []
    }

    /// Answers how many events were new here.
    func importProgress(_ lines: [String], from file: URL) throws(Complaint) -> Int {
        try onLog(ProgressLog.init(folder:)) { log throws(ProgressError) in
            try log.merge(lines, from: shown(file))
        }
    }

    func record(_ event: ProgressEvent) throws(Complaint) {
        try onLog(ProgressLog.init(folder:)) { log throws(ProgressError) in
            try log.append(event)
        }
    }

    /// Nil where there is no log: looking makes none.
    private func look<Value>(
        _ body: (ProgressLog) throws(ProgressError) -> Value
    ) throws(Complaint) -> Value? {
        let file = ProgressLog.file(in: try workspace().records)
        guard FileManager.default.fileExists(atPath: file.path) else { return nil }
        return try onLog(ProgressLog.looking(into:), body)
    }

    /// For what has been done already and must be told in any case: a lost note is worth a
    /// warning, and no more.
    func recordIfPossible(_ event: ProgressEvent) {
        do throws(Complaint) {
            try record(event)
        } catch {
            output.writeError("Your progress was not kept: \(error.message)")
        }
    }

    private func onLog<Value>(
        _ open: (URL) throws(ProgressError) -> ProgressLog,
        _ body: (ProgressLog) throws(ProgressError) -> Value
    ) throws(Complaint) -> Value {
        let records = try workspace().records
        do throws(ProgressError) {
            let log = try open(records)
            if let setAside = log.setAside {
                output.writeError(
                    "The log of your progress was damaged. It lies untouched in "
                        + "\(shown(setAside)), and a new one has begun; your files are as they were."
                )
            }
            return try body(log)
        } catch {
            throw Complaint(error.description)
        }
    }
}
