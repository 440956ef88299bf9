import EventLog
import Foundation

/// How fast the log takes records of 100 bytes and gives them back, in memory and on a disk, beside
/// what the machine does with the same bytes and nothing else.
struct LogBenchmarks {
    private let runs = 7
    private let recordsPerBatch = 140
    private let batchesPerFlush = 4
    private let recordCount = 1_000_000
    private let value = [UInt8](repeating: UInt8(ascii: "v"), count: 100)

    struct Refused: Error, CustomStringConvertible {
        let description: String
    }

    func figures() throws -> [Figure] {
        let scratch = try ScratchFolder()
        let folder = scratch.url
        let memcpy = memcpy()
        return try [memcpy, appendInMemory(memcpy)] + fetch(memcpy, in: folder)
            + appendDurably(in: folder) + recovery(in: folder) + growth()
    }
}

// MARK: - In memory

extension LogBenchmarks {
    /// One copy of 100 bytes for each record.
    private func memcpy() -> Figure {
        let target = UnsafeMutableRawBufferPointer.allocate(
            byteCount: recordCount * value.count, alignment: 64)
        defer { target.deallocate() }
        return Figure(
            "memcpy", unit: "1/s",
            samples: rates(of: recordCount) {
                value.withUnsafeBytes { source in
                    for index in 0..<recordCount {
                        UnsafeMutableRawBufferPointer(rebasing: target[(index * value.count)...])
                            .copyMemory(from: source)
                    }
                }
            })
    }

    /// Encoding and checksum included.
    private func appendInMemory(_ floor: Figure) -> Figure {
        let records = records()
        return Figure(
            "log-append", unit: "1/s",
            samples: rates(of: recordCount) {
                var log = MemoryLog()
                for _ in 0..<recordCount / recordsPerBatch { log.append(RecordBatch(records)) }
            }, floor: floor.name, floorValue: floor.value)
    }

    /// From the first record to the last, a megabyte at a time, every record decoded.
    private func fetch(_ floor: Figure, in folder: URL) throws -> [Figure] {
        let batch = RecordBatch(records())
        var memory = MemoryLog()
        let disk = try SegmentedLog(folder: folder.appending(path: "fetch").path)
        for _ in 0..<recordCount / recordsPerBatch {
            memory.append(batch)
            try disk.append(batch)
        }
        let logs: [(String, any RecordLog)] = [("log-fetch", memory), ("log-fetch-durable", disk)]
        return try logs.map { name, log in
            Figure(
                name, unit: "1/s",
                samples: try rates(of: recordCount) { try readAll(log) },
                floor: floor.name, floorValue: floor.value)
        }
    }

    private func readAll(_ log: some RecordLog) throws {
        var offset = log.startOffset
        var bytes = 0
        while offset < log.endOffset {
            for batch in try log.batches(from: offset, maxBytes: 1 << 20) {
                for record in try batch.records() { bytes += record.valueSlice?.count ?? 0 }
                offset = batch.nextOffset
            }
        }
        guard bytes == Int(log.endOffset) * value.count else {
            throw Refused(description: "only \(bytes) bytes of records were read")
        }
    }
}

// MARK: - On a disk

extension LogBenchmarks {
    /// Many batches for one flush, and a loop that writes as many bytes for one `fdatasync`.
    private func appendDurably(in folder: URL) throws -> [Figure] {
        let batch = RecordBatch(records())
        let flushes = 200
        let count = flushes * batchesPerFlush * recordsPerBatch
        let path = folder.appending(path: "floor").path
        let plain = try rates(of: count) {
            try writeAndSynchronize(
                [UInt8](repeating: 1, count: batchesPerFlush * batch.bytes.count), flushes,
                to: path)
        }
        var run = 0
        let records = records()
        let durable = try rates(of: count) {
            run += 1
            let log = try SegmentedLog(folder: folder.appending(path: "durable-\(run)").path)
            for _ in 0..<flushes {
                for _ in 0..<batchesPerFlush { try log.append(RecordBatch(records)) }
                try log.flush()
            }
        }
        let floor = Figure("write-fdatasync", unit: "1/s", samples: plain)
        return [
            floor,
            Figure(
                "log-append-durable", unit: "1/s", samples: durable, floor: floor.name,
                floorValue: floor.value),
        ]
    }

    private func writeAndSynchronize(_ bytes: [UInt8], _ count: Int, to path: String) throws {
        let file = open(path, O_RDWR | O_CREAT | O_TRUNC, 0o644)
        defer { close(file) }
        for _ in 0..<count {
            guard write(file, bytes, bytes.count) == bytes.count, fdatasync(file) == 0 else {
                throw Refused(description: "can't write to \(path)")
            }
        }
    }

    /// A log of one segment, whose every batch is checked, and `cat` of the same file to nowhere.
    private func recovery(in folder: URL) throws -> [Figure] {
        let path = folder.appending(path: "recovery").path
        let gigabyte = 1 << 30
        var options = LogOptions()
        options.segmentBytes = 2 * gigabyte
        var size = 0
        do {
            let log = try SegmentedLog(folder: path, options: options)
            let batch = RecordBatch(records())
            while size < gigabyte {
                try log.append(batch)
                size += batch.bytes.count
            }
            try log.flush()
        }
        let segment = "\(path)/00000000000000000000.log"
        let megabytes = size >> 20
        let reading = try (0..<runs).map { _ in
            Double(megabytes)
                / (try Stopwatch().time(["sh", "-c", "cat \(segment) > /dev/null"]).0)
        }
        let floor = Figure("read-file", unit: "MB/s", samples: reading)
        let recovering = try rates(of: megabytes) {
            _ = try SegmentedLog(folder: path, options: options)
        }
        return [
            floor,
            Figure(
                "recovery", unit: "MB/s", samples: recovering, floor: floor.name,
                floorValue: floor.value),
        ]
    }
}

// MARK: - As the log grows

extension LogBenchmarks {
    /// A hundred appends to, and fetches from, logs of more and more records, beside the smallest.
    private func growth() throws -> [Figure] {
        var figures: [Figure] = []
        for exponent in 3...7 {
            let size = Int64(pow(10, Double(exponent)))
            var samples: (appends: [Double], fetches: [Double]) = ([], [])
            for _ in 0..<runs {
                var log = log(of: size)
                let pin = spareMemory(beside: log)
                defer { withExtendedLifetime(pin) {} }
                samples.appends.append(rate { append(100, to: &log) })
                samples.fetches.append(try rate { try fetch(100, from: log) })
            }
            for (name, samples) in [
                ("log-append", samples.appends), ("log-fetch", samples.fetches),
            ] {
                let floor = figures.first { $0.name == "\(name)-at/10^3" }
                figures.append(
                    Figure(
                        "\(name)-at/10^\(exponent)", unit: "1/s", samples: samples,
                        floor: floor?.name, floorValue: floor?.value))
            }
        }
        return figures
    }

    /// The allocator keeps what lies before the result, and the appends that are timed get it: a
    /// page's first use costs more than they do.
    private func spareMemory(beside log: MemoryLog) -> RecordBatch? {
        var used = log
        append(101, to: &used)
        return used.all.last
    }

    private func log(of size: Int64) -> MemoryLog {
        var log = MemoryLog()
        append(Int(size) / recordsPerBatch, to: &log)
        return log
    }

    private func append(_ count: Int, to log: inout MemoryLog) {
        let records = records()
        for _ in 0..<count { log.append(RecordBatch(records)) }
    }

    private func fetch(_ count: Int, from log: MemoryLog) throws {
        for index in 0..<Int64(count) {
            let offset = (index * 7_919 * 7_919) % log.endOffset
            let found = try log.batches(from: offset, maxBytes: 1)
            guard try found[0].records().count == recordsPerBatch else {
                throw Refused(description: "nothing is at offset \(offset)")
            }
        }
    }

    /// How many records a second, if `body` goes through a hundred batches.
    private func rate(_ body: () throws -> Void) rethrows -> Double {
        Double(100 * recordsPerBatch) / (try ContinuousClock().measure(body) / .seconds(1))
    }
}

extension LogBenchmarks {
    private func records() -> [Record] {
        (0..<recordsPerBatch).map {
            Record(timestamp: Timestamp(milliseconds: Int64($0)), value: value)
        }
    }

    /// How many things a second, in each run, if `body` does `count`.
    private func rates(of count: Int, _ body: () throws -> Void) rethrows -> [Double] {
        try (0..<runs).map { _ in
            let seconds = try ContinuousClock().measure(body) / .seconds(1)
            return Double(count) / max(seconds, 0.000_000_001)
        }
    }
}
