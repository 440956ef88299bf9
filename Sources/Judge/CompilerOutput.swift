/// The compiler's text, taken apart: which part is about the learner's file, and which is ours.
struct CompilerOutput {
    enum Finding: Hashable {
        /// The learner's mistakes, in the compiler's words.
        case mistakes(String)
        /// The file is right in itself, but holds no type that the host could run.
        case noSolution
        /// The exercise's contract is not in the module.
        case noContract
        /// The compiler can't read the modules it is given.
        case unusableModules(String)
        /// The compiler failed, or our own entry file is wrong.
        case ourFault(String)
    }

    private struct Diagnostic {
        enum Place { case learner, entry, nowhere }
        var place: Place
        var isError: Bool
        /// With the lines of code, and the notes that belong to it.
        var lines: [Substring]

        var headline: Substring { lines[0] }
        var text: String { lines.joined(separator: "\n") }
    }

    private let text: String
    private var diagnostics: [Diagnostic] = []
    /// The compiler's list of links, at the end of its text.
    private var footnotes: [Substring] = []

    /// - Parameters:
    ///   - file: the learner's path, as it was given to the compiler.
    ///   - entry: the path of the entry file.
    init(_ text: String, file: String, entry: String) {
        self.text = text
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("[#") {
                footnotes.append(line)
            } else if let place = Self.place(of: line, file: file, entry: entry) {
                let isError = line.contains(": error: ")
                diagnostics.append(Diagnostic(place: place, isError: isError, lines: [line]))
            } else if !diagnostics.isEmpty, footnotes.isEmpty {
                diagnostics[diagnostics.count - 1].lines.append(line)
            }
        }
    }

    /// What a compilation that did not succeed came to.
    var finding: Finding {
        let errors = diagnostics.filter(\.isError)
        if let fault = errors.first(where: { Self.names($0, anyOf: Self.moduleFaults) }) {
            return .unusableModules(fault.text)
        }
        if Self.crashes.contains(where: text.contains) { return .ourFault(text) }
        let entryErrors = errors.filter { $0.place == .entry }
        if entryErrors.contains(where: { Self.names($0, anyOf: ["no type named"]) }) {
            return .noContract
        }
        if let fault = entryErrors.first(where: { Self.names($0, anyOf: Self.entryFaults) }) {
            return .ourFault(fault.text)
        }
        if errors.count > entryErrors.count { return .mistakes(learnersPart) }
        return entryErrors.isEmpty ? .ourFault(text) : .noSolution
    }

    private var learnersPart: String {
        let lines = diagnostics.filter { $0.place != .entry }.flatMap(\.lines) + footnotes
        return lines.joined(separator: "\n")
    }

    private static func names(_ diagnostic: Diagnostic, anyOf phrases: [String]) -> Bool {
        phrases.contains { diagnostic.headline.contains(": error: \($0)") }
    }

    private static func place(
        of line: Substring, file: String, entry: String
    ) -> Diagnostic.Place? {
        let places: [(String, Diagnostic.Place)] = [
            (file, .learner), (entry, .entry), ("<unknown>", .nowhere),
        ]
        // A note belongs to the diagnostic before it, wherever it points.
        let isHeadline = line.contains(": error: ") || line.contains(": warning: ")
        return places.first { path, _ in
            isHeadline && line.hasPrefix("\(path):")
                && line.dropFirst(path.count + 1).first?.isNumber == true
        }?.1
    }
}

extension CompilerOutput {
    /// What only another toolchain, or half a build, can cause.
    private static let moduleFaults = [
        "no such module 'Eventlings'", "no such module 'Event", "no such module 'Foundation",
        "malformed compiled module", "missing required module",
        "compiled module was created by", "module compiled with Swift", "cannot load module",
        "the binary module for", "unable to load", "unable to perform implicit import",
        "module '_Builtin", "module 'Swift", "module 'Glibc",
    ]
    /// The entry point is not in the module: no learner can do that.
    private static let entryFaults = [
        "module 'Eventlings' has no member", "type 'SolutionEntry' has no member",
    ]
    private static let crashes = [
        "include the crash backtrace", "fatal error encountered during compilation",
    ]
}
