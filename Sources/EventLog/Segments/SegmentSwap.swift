/// A segment that takes the place of one or several, as Kafka does it: written as `.cleaned`, which
/// counts for nothing, and renamed to `.swap`, from when on it counts instead of the old ones,
/// however far the rest has come.
struct SegmentSwap {
    private let name: SegmentName
    private let folder: Folder

    private static let cleaned = ".cleaned"
    private static let swap = ".swap"

    init(name: SegmentName, in folder: Folder) {
        self.name = name
        self.folder = folder
    }

    /// Hands a function to `body` that writes a batch, until `body` has written all. If that says
    /// that nothing has changed, or throws, nothing is left behind.
    func write(
        _ body: ((RecordBatch) throws(LogFileError) -> Void) throws(LogFileError) -> Bool
    ) throws(LogFileError) -> Bool {
        let cleaned = name.log + Self.cleaned
        do throws(LogFileError) {
            let file = try OpenFile(path: folder.path(of: cleaned))
            try file.truncate(to: 0)
            guard try fill(file, body) else {
                try folder.remove(cleaned)
                return false
            }
            try file.synchronize()
        } catch {
            try? folder.remove(cleaned)
            throw error
        }
        try folder.rename(cleaned, to: name.log + Self.swap)
        try folder.synchronize()
        return true
    }

    private func fill(
        _ file: borrowing OpenFile,
        _ body: ((RecordBatch) throws(LogFileError) -> Void) throws(LogFileError) -> Bool
    ) throws(LogFileError) -> Bool {
        var pending: [UInt8] = []
        var position = 0
        let hasChanged = try body { batch throws(LogFileError) in
            pending += batch.bytes
            guard pending.count >= ReadWindow.size else { return }
            try file.write(pending, at: position)
            position += pending.count
            pending.removeAll(keepingCapacity: true)
        }
        try file.write(pending, at: position)
        return hasChanged
    }

    /// Removes the old ones, and gives the new one its name.
    func finish(replacing old: [SegmentName]) throws(LogFileError) {
        for segment in old {
            try folder.remove(segment.index)
            try folder.remove(segment.timeIndex)
            if segment != name { try folder.remove(segment.log) }
        }
        try folder.rename(name.log + Self.swap, to: name.log)
        try folder.synchronize()
    }
}

extension SegmentSwap {
    /// Ends what a process began that stopped in between.
    ///
    /// Throws `damagedSegment` if a swap can't be read; then everything stays as it is.
    static func recover(in folder: Folder, through window: ReadWindow) throws(LogFileError) {
        let names = try folder.names()
        for swap in names where swap.hasSuffix(Self.swap) {
            guard let name = SegmentName(log: String(swap.dropLast(Self.swap.count))) else {
                continue
            }
            let end = try end(of: swap, in: folder, through: window) ?? name.baseOffset
            let old = names.compactMap(SegmentName.init(log:))
                .filter { name.baseOffset...max(end, name.baseOffset) ~= $0.baseOffset }
            try SegmentSwap(name: name, in: folder).finish(replacing: old)
        }
        for cleaned in names where cleaned.hasSuffix(Self.cleaned) { try folder.remove(cleaned) }
    }

    /// The last offset in the file, or nil if it is empty.
    private static func end(
        of swap: String, in folder: Folder, through window: ReadWindow
    ) throws(LogFileError) -> Int64? {
        let file = try OpenFile(path: folder.path(of: swap))
        let size = try file.size()
        var last: Int64?
        let end = try window.walk(file, 0..<size) { frame, _ in
            guard (try? frame.check()) != nil else { return false }
            last = frame.nextOffset - 1
            return true
        }
        guard end == size else { throw .damagedSegment(path: file.path, at: end) }
        return last
    }
}
