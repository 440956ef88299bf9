import FoundationEssentials

/// One call of the compiler's frontend: the learner's file and the entry file to one object.
struct Compiler {
    enum Result {
        /// The path of the object.
        case object(String)
        case mistakes(String)
        case noSolution
    }

    let toolchain: Toolchain
    let modules: String
    /// Kept between gradings, which saves each a second.
    let cache: String
    let environment: [String: String]

    func compile(
        _ submission: Submission, in folder: borrowing ScratchFolder
    ) throws(JudgeError) -> Result {
        let entry = try folder.write(EntryFile.text(for: submission), to: EntryFile.name)
        // A name like "-o.swift" is a file, not an option.
        let file = submission.file.hasPrefix("-") ? "./\(submission.file)" : submission.file
        let object = "\(folder.path)/solution.o"
        var finding = try finding(on: file, entry, to: object)
        if case .unusableModules = finding {
            // A cache that was moved or damaged gives the same errors as a foreign toolchain.
            try? FileManager.default.removeItem(atPath: cache)
            finding = try self.finding(on: file, entry, to: object)
        }
        switch finding {
        case nil: return .object(object)
        case .mistakes(let text): return .mistakes(text)
        case .noSolution: return .noSolution
        case .noContract: throw .noContract(submission.contract)
        case .unusableModules(let detail): throw .toolchainMismatch(detail: detail)
        case .ourFault(let text):
            throw .graderFailed("the compiler broke down on this file", report: text)
        }
    }

    /// Nil when the compiler succeeded.
    private func finding(
        on file: String, _ entry: String, to object: String
    ) throws(JudgeError) -> CompilerOutput.Finding? {
        let (ending, text) = try Tool(path: toolchain.frontend, environment: environment).run(
            ["-frontend", "-c", "-module-name", "Solution", "-parse-as-library", "-Onone"]
                + ["-gline-tables-only"]
                + ["-swift-version", "6"]
                + ["-enable-upcoming-feature", "NonisolatedNonsendingByDefault"]
                + ["-I", modules, "-module-cache-path", cache]
                + ["-plugin-path", toolchain.macroPlugins, "-o", object, file, entry])
        switch ending {
        case .exited(0): return nil
        case .exited: return CompilerOutput(text, file: file, entry: entry).finding
        case .signalled(let signal):
            throw .graderFailed("the compiler was ended by signal \(signal)", report: text)
        case .outOfTime, .flooded, .stopped:
            throw .graderFailed("the compiler did not come to an end", report: text)
        }
    }
}
