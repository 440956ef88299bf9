import EventLog
package import Foundation

/// Where a learner's progress is kept: a log of events, of which every view is a projection.
///
/// Any number of processes may append to it.
package struct ProgressLog {
    /// Where a damaged log lies that made way for this one, for the message that says so.
    package let setAside: URL?
    private let log: LogFile

    /// The log's file in a workspace's `records` folder.
    package static func file(in folder: URL) -> URL { folder.appending(path: "progress.log") }

    /// Opens the log in `folder`, or begins one. A damaged one is renamed, so that nothing of it is
    /// lost, and a new one begun.
    package init(folder: URL) throws(ProgressError) {
        let file = Self.file(in: folder)
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        } catch {
            throw .cannotWrite(WorkspaceError.cannotWrite(path: folder.path, reason: reason(error)))
        }
        do throws(LogFileError) {
            log = try LogFile(path: file.path)
            setAside = nil
        } catch {
            switch error {
            case .damaged, .notALog:
                setAside = try Self.move(file, asideIn: folder)
                log = try Self.begin(file)
            case .failed, .moved, .damagedSegment, .uncertain: throw .log(error)
            }
        }
    }

    /// Opens a log that is there, to look at it: that needs no right to write. A damaged one makes way
    /// as above.
    package static func looking(into folder: URL) throws(ProgressError) -> ProgressLog {
        do throws(LogFileError) {
            return ProgressLog(try LogFile(readingFrom: file(in: folder).path))
        } catch {
            switch error {
            case .damaged, .notALog: return try ProgressLog(folder: folder)
            case .failed, .moved, .damagedSegment, .uncertain: throw .log(error)
            }
        }
    }

    private init(_ log: LogFile) {
        self.log = log
        setAside = nil
    }

    package func append(_ event: ProgressEvent, at moment: Date = .now) throws(ProgressError) {
        do {
            let record = Record(
                timestamp: Timestamp(moment), key: Array(event.subject.utf8),
                value: Array(try event.encoded()))
            try log.append(RecordBatch([record]))
        } catch {
            throw .log(error)
        }
    }

    func append(_ batch: RecordBatch) throws(ProgressError) {
        do {
            try log.append(batch)
        } catch {
            throw .log(error)
        }
    }

    /// All that happened up to now, whichever process wrote it.
    package func view() throws(ProgressError) -> ProgressView {
        ProgressView(
            try records().compactMap { record in
                record.value.flatMap { ProgressEvent(decoding: Data($0)) }
            })
    }

    /// When something happened, oldest first.
    package func moments() throws(ProgressError) -> [Date] {
        try records().map {
            Date(timeIntervalSince1970: Double($0.timestamp.milliseconds) / 1_000)
        }
    }

    func records() throws(ProgressError) -> [Record] {
        do {
            var records: [Record] = []
            var offset = log.startOffset
            while true {
                let batches = try log.batches(from: offset, maxBytes: 1 << 20)
                guard let last = batches.last else { return records }
                records += try batches.flatMap { try $0.records() }
                offset = last.nextOffset
            }
        } catch {
            throw .log(error)
        }
    }

    private static func move(_ file: URL, asideIn folder: URL) throws(ProgressError) -> URL {
        let aside = unusedName(in: folder) { "\(file.lastPathComponent).damaged-\($0)" }
        do {
            try FileManager.default.moveItem(at: file, to: aside)
            return aside
        } catch {
            throw .cannotWrite(WorkspaceError.cannotWrite(path: aside.path, reason: reason(error)))
        }
    }

    private static func begin(_ file: URL) throws(ProgressError) -> LogFile {
        do {
            return try LogFile(path: file.path)
        } catch {
            throw .log(error)
        }
    }
}

/// What kept progress from being read or written.
package enum ProgressError: Error, CustomStringConvertible {
    case cannotWrite(WorkspaceError)
    /// A line of a file of progress that is none.
    case notProgress(file: String, line: Int)
    /// The log's own words say where, and what to do.
    case log(any Error)

    package var description: String {
        switch self {
        case .cannotWrite(let error): error.description
        case .notProgress(let file, let line):
            "\(file):\(line) is no event of progress, so nothing was imported. Take a file that `progress export` has written."
        case .log(let error): "\(error)"
        }
    }
}

extension Timestamp {
    init(_ moment: Date) {
        self.init(milliseconds: Int64((moment.timeIntervalSince1970 * 1_000).rounded()))
    }
}
