/// Writes fields one after the other: numbers big-endian, texts and arrays with their counts.
struct FieldWriter {
    private(set) var bytes: [UInt8] = []

    mutating func write(_ number: some FixedWidthInteger) {
        withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
    }

    mutating func write(_ text: String) {
        write(Int32(truncatingIfNeeded: text.utf8.count))
        bytes.append(contentsOf: text.utf8)
    }

    mutating func write<Element>(
        _ elements: [Element], _ write: (inout FieldWriter, Element) -> Void
    ) {
        self.write(Int32(truncatingIfNeeded: elements.count))
        for element in elements { write(&self, element) }
    }
}

/// Reads what `FieldWriter` wrote. Of anything else it makes nil, and never reads past the end.
struct FieldReader {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) {
        rest = bytes[...]
    }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func read<Number: FixedWidthInteger>() -> Number? {
        let size = Number.bitWidth / 8
        guard rest.count >= size else { return nil }
        defer { rest.removeFirst(size) }
        return rest.prefix(size).reduce(0) { $0 << 8 | Number(truncatingIfNeeded: $1) }
    }

    mutating func readText() -> String? {
        guard let count = readCount() else { return nil }
        defer { rest.removeFirst(count) }
        return String(validating: rest.prefix(count), as: UTF8.self)
    }

    mutating func readArray<Element>(
        _ readElement: (inout FieldReader) -> Element?
    ) -> [Element]? {
        guard let count = readCount() else { return nil }
        var elements: [Element] = []
        for _ in 0..<count {
            guard let element = readElement(&self) else { return nil }
            elements.append(element)
        }
        return elements
    }

    /// A count of things of which each takes at least one of the bytes that are left.
    private mutating func readCount() -> Int? {
        guard let count: Int32 = read(), count >= 0, count <= rest.count else { return nil }
        return Int(count)
    }
}
