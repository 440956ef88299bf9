import FoundationEssentials
import Glibc
import Judge

/// Finds the line of the learner's file to which instructions belong.
struct Symbolizer {
    /// A line of the learner's file.
    struct Place {
        /// "Solution.swift:12"
        let line: String
        /// Why the compiler has put a trap there, such as "arithmetic overflow"; nil if it hasn't.
        let trap: String?
    }

    private let tool: String
    private let library: String
    private let file: String
    private let addresses: Range<UInt>

    /// Nil where the toolchain has no such tool.
    init?(_ job: HostJob, image: UnsafeRawBufferPointer) {
        guard let tool = job.symbolizer, access(tool, X_OK) == 0 else { return nil }
        self.tool = tool
        library = job.library
        file = job.file.split(separator: "/").last.map(String.init) ?? job.file
        let base = UInt(bitPattern: image.baseAddress)
        addresses = base..<(base + UInt(image.count))
    }

    /// That of the innermost frame which is the learner's. Where none has a line of its own (the
    /// jump back of a loop has not), the nearest one serves.
    func place(of frames: [UInt]) -> Place? {
        let offsets = frames.filter(addresses.contains)
            .map { "0x" + String($0 - addresses.lowerBound, radix: 16) }
        guard !offsets.isEmpty else { return nil }
        return place(offsets) ?? place(offsets, "--skip-line-zero")
    }

    private func place(_ offsets: [String], _ options: String...) -> Place? {
        (try? ask(options + offsets))?.lazy.compactMap(place).first
    }

    private struct Answer: Decodable {
        struct Symbol: Decodable {
            var FileName: String
            var FunctionName: String
            var Line: Int
        }

        /// An instruction of inlined code has several, innermost first.
        var Symbol: [Symbol]?
    }

    private func place(_ answer: Answer) -> Place? {
        let symbols = answer.Symbol ?? []
        guard
            let own = symbols.first(where: { symbol in
                symbol.Line > 0 && symbol.FileName.split(separator: "/").last == file[...]
            })
        else { return nil }
        return Place(
            line: "\(file):\(own.Line)",
            trap: symbols.lazy.compactMap { Self.trap($0.FunctionName) }.first)
    }

    private static let trapPrefix = "Swift runtime failure: "

    private static func trap(_ function: String) -> String? {
        function.hasPrefix(trapPrefix) ? String(function.dropFirst(trapPrefix.count)) : nil
    }

    /// One answer for each address.
    private func ask(_ arguments: [String]) throws -> [Answer] {
        let nothing = open("/dev/null", O_RDONLY)
        defer { close(nothing) }
        let output = try StartedProgram(
            tool, [tool, "--output-style=JSON", "--obj=\(library)"] + arguments,
            answeringTo: STDOUT_FILENO, input: nothing
        ).end().answer
        return try JSONDecoder().decode([Answer].self, from: Data(output))
    }
}
