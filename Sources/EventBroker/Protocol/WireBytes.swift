/// Bytes in the types of Kafka's protocol: big-endian numbers, texts and arrays behind their length.
struct WireBytes {
    private(set) var written: [UInt8] = []

    mutating func write(_ number: some FixedWidthInteger) {
        withUnsafeBytes(of: number.bigEndian) { written += $0 }
    }

    /// -1 as length stands for nil. A text that is longer than Kafka can write is cut.
    mutating func write(_ text: String?) {
        guard let text else { return write(Int16(-1)) }
        let utf8 = text.utf8.prefix(Int(Int16.max))
        write(Int16(utf8.count))
        written += utf8
    }

    mutating func write(bytes: [UInt8]) {
        write(Int32(clamping: bytes.count))
        written += bytes
    }

    mutating func write<Element>(
        _ elements: [Element], _ writeElement: (inout WireBytes, Element) -> Void
    ) {
        write(Int32(clamping: elements.count))
        for element in elements { writeElement(&self, element) }
    }

    /// By topic, in the order in which the topics come.
    mutating func write(_ partitions: [TopicPartition]) {
        let runs = partitions.reduce(into: [[TopicPartition]]()) { runs, next in
            if runs.last?.last?.topic == next.topic {
                runs[runs.count - 1].append(next)
            } else {
                runs.append([next])
            }
        }
        write(runs) { bytes, run in
            bytes.write(run.first?.topic ?? "")
            bytes.write(run) { $0.write(Int32(clamping: $1.partition)) }
        }
    }
}
