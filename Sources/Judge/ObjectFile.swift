/// What grading needs of an ELF object or shared library: its symbols, and the libraries it asks
/// for. Reading is total: any bytes give an answer or an error, never a trap.
///
/// Layout after the System V ABI, chapters "Object Files"; 64-bit, little-endian.
package struct ObjectFile: Sendable {
    package struct Symbol: Hashable, Sendable {
        package var name: String
        /// In a shared library, the offset from where it is loaded.
        package var value: UInt64
        package var size: UInt64
        package var isDefined: Bool
    }

    package enum Malformed: Error, Hashable {
        case notELF
        /// Neither x86-64 nor AArch64, or not 64-bit little-endian.
        case otherMachine
        /// A table lies outside the file.
        case truncated
    }

    /// As the symbol table lists them; that of the dynamic linker if there is no other.
    package let symbols: [Symbol]
    /// The linker options of the imported modules, such as `-lFoundation`.
    package let autolinkOptions: [String]

    package init(_ bytes: [UInt8]) throws(Malformed) {
        let file = ByteReader(bytes)
        let sections = try Self.sections(of: file)
        let table =
            sections.first { $0.type == SectionType.symbols }
            ?? sections.first { $0.type == SectionType.dynamicSymbols }
        symbols =
            try table.map { table throws(Malformed) in
                try Self.symbols(in: table, of: file, sections)
            } ?? []
        autolinkOptions = sections.filter { $0.name == ".swift1_autolink_entries" }
            .flatMap { bytes[$0.range].split(separator: 0) }
            .map { String(decoding: $0, as: UTF8.self) }
    }

    package var undefinedSymbols: [String] {
        symbols.filter { !$0.isDefined && !$0.name.isEmpty }.map(\.name)
    }
}

extension ObjectFile {
    private enum SectionType {
        static let symbols: UInt32 = 2
        static let noBits: UInt32 = 8
        static let dynamicSymbols: UInt32 = 11
    }

    private struct Section {
        var name = ""
        var nameOffset: Int
        var type: UInt32
        var range: Range<Int>
        /// The index of a related section: a symbol table's strings.
        var link: Int
    }

    private static func sections(of file: ByteReader) throws(Malformed) -> [Section] {
        guard file.starts(with: [0x7f, 0x45, 0x4c, 0x46]) else { throw .notELF }
        let machines: [UInt16] = [62, 183]
        guard file.u8(4) == 2, file.u8(5) == 1, let machine = file.u16(18),
            machines.contains(machine)
        else { throw .otherMachine }
        guard let start = file.offset(40), let size = file.u16(58), let count = file.u16(60),
            let names = file.u16(62), size >= 64
        else { throw .truncated }
        var sections: [Section] = []
        for index in 0..<Int(count) {
            sections.append(try section(at: start, plus: index * Int(size), of: file))
        }
        guard sections.indices.contains(Int(names)) else { throw .truncated }
        let strings = sections[Int(names)].range
        for index in sections.indices {
            sections[index].name = file.string(in: strings, at: sections[index].nameOffset)
        }
        return sections
    }

    private static func section(
        at start: Int, plus distance: Int, of file: ByteReader
    ) throws(Malformed) -> Section {
        let (header, overflow) = start.addingReportingOverflow(distance)
        guard !overflow, let header = file.range(at: header, count: 64)?.lowerBound,
            let name = file.u32(header), let type = file.u32(header + 4),
            let offset = file.offset(header + 24), let size = file.offset(header + 32),
            let link = file.u32(header + 40),
            let range = type == SectionType.noBits ? 0..<0 : file.range(at: offset, count: size)
        else { throw .truncated }
        return Section(nameOffset: Int(name), type: type, range: range, link: Int(link))
    }

    private static func symbols(
        in table: Section, of file: ByteReader, _ sections: [Section]
    ) throws(Malformed) -> [Symbol] {
        guard sections.indices.contains(table.link) else { throw .truncated }
        let names = sections[table.link].range
        let entry = 24
        var symbols: [Symbol] = []
        // The first entry is always empty.
        for start in stride(from: table.range.lowerBound, to: table.range.upperBound, by: entry)
            .dropFirst()
        {
            guard let name = file.u32(start), let section = file.u16(start + 6),
                let value = file.u64(start + 8), let size = file.u64(start + 16)
            else { throw .truncated }
            symbols.append(
                Symbol(
                    name: file.string(in: names, at: Int(name)), value: value, size: size,
                    isDefined: section != 0))
        }
        return symbols
    }
}
