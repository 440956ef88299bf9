import EventLog
import Glibc

/// `LogWriter FOLDER RUN SEED`: appends to the log in the folder until somebody kills it. Each
/// record says RUN and its number in the run. A record is acknowledged on standard output, by its
/// offset and its number, once it outlasts a power cut.
@main
struct Main {
    static func main() {
        do {
            try run(CommandLine.arguments)
        } catch {
            say("LogWriter: \(error)\n", to: STDERR_FILENO)
            exit(64)
        }
    }

    private struct WrongUsage: Error {}

    private static func run(_ arguments: [String]) throws {
        guard arguments.count == 4, let run = Int(arguments[2]), let seed = UInt64(arguments[3])
        else { throw WrongUsage() }
        var options = LogOptions()
        options.segmentBytes = 4096
        options.indexIntervalBytes = 256
        let log = try SegmentedLog(folder: arguments[1], options: options)
        var random = SplitMix64(state: seed)
        var number = 0
        while true {
            var acknowledgements = ""
            for _ in 0...random.next(below: 4) {
                let numbers = number...number + random.next(below: 3)
                number = numbers.upperBound + 1
                let base = try log.append(batch(numbers, run: run, random: &random))
                for (index, number) in numbers.enumerated() {
                    acknowledgements += "\(base + Int64(index)) \(number)\n"
                }
            }
            try log.flush()
            say(acknowledgements, to: STDOUT_FILENO)
        }
    }

    private static func batch(
        _ numbers: ClosedRange<Int>, run: Int, random: inout SplitMix64
    ) -> RecordBatch {
        RecordBatch(
            numbers.map { number in
                let padding = [UInt8](repeating: UInt8(ascii: "."), count: random.next(below: 300))
                return Record(
                    timestamp: Timestamp(milliseconds: Int64(number)),
                    key: Array("\(run)/\(number)".utf8),
                    value: Array("\(run)/\(number)".utf8) + padding)
            })
    }

    private static func say(_ text: String, to descriptor: Int32) {
        var text = text
        text.withUTF8 { bytes in
            var rest = bytes[...]
            while !rest.isEmpty {
                let written = write(
                    descriptor, UnsafeBufferPointer(rebasing: rest).baseAddress, rest.count)
                guard written > 0 else { exit(1) }
                rest = rest.dropFirst(written)
            }
        }
    }
}

/// Numbers that look random and follow from the seed alone.
private struct SplitMix64 {
    var state: UInt64

    mutating func next(below bound: Int) -> Int {
        state &+= 0x9e37_79b9_7f4a_7c15
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xbf58_476d_1ce4_e5b9
        bits = (bits ^ (bits >> 27)) &* 0x94d0_49bb_1331_11eb
        return Int((bits ^ (bits >> 31)) % UInt64(bound))
    }
}
