import FoundationEssentials

/// Where the build put the modules that a learner's file imports: asked of the disk, since build
/// systems differ in it, and may change.
package enum ModuleSearch {
    static let wanted = "Eventlings.swiftmodule"

    /// The folder of the modules: beside the executable, or in one of the folders there.
    package static func folder(nextTo executable: String) throws(JudgeError) -> String {
        let directory = URL(filePath: executable).deletingLastPathComponent().path
        let candidates = ["\(directory)/Modules", directory] + folders(in: directory)
        guard let found = candidates.first(where: holdsModules) else {
            throw .modulesMissing(searched: ["\(directory)/Modules", "\(directory)/*"])
        }
        return found
    }

    private static func holdsModules(_ folder: String) -> Bool {
        FileManager.default.fileExists(atPath: "\(folder)/\(wanted)")
    }

    private static func folders(in directory: String) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
        return names.sorted().map { "\(directory)/\($0)" }
    }
}
