import Course
import Foundation

extension Session {
    /// How far the learner has come; looking makes no file.
    func progress() throws(Complaint) -> ProgressView {
        guard try hasProgress() else { return ProgressView() }
        return try onLog { log throws(ProgressError) in try log.view() }
    }

    /// When something was done; nothing for a workspace without progress.
    func progressMoments() throws(Complaint) -> [Date] {
        try hasProgress() ? onLog { log throws(ProgressError) in try log.moments() } : []
    }

    func progressLines() throws(Complaint) -> [String] {
        try hasProgress() ? onLog { log throws(ProgressError) in try log.lines() } : []
    }

    /// Answers how many events were new here.
    func importProgress(_ lines: [String], from file: URL) throws(Complaint) -> Int {
        try onLog { log throws(ProgressError) in
            try log.merge(lines, from: shown(file))
        }
    }

    private func hasProgress() throws(Complaint) -> Bool {
        FileManager.default.fileExists(atPath: ProgressLog.file(in: try workspace().records).path)
    }

    func record(_ event: ProgressEvent) throws(Complaint) {
        try onLog { log throws(ProgressError) in try log.append(event) }
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
        _ body: (ProgressLog) throws(ProgressError) -> Value
    ) throws(Complaint) -> Value {
        let records = try workspace().records
        do throws(ProgressError) {
            let log = try ProgressLog(folder: records)
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
