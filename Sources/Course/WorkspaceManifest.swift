/// The text of a workspace's `Package.swift`.
struct WorkspaceManifest {
    struct Target {
        /// `06-charge-once`.
        var folder: String
        /// Set aside by `restore`; SwiftPM wants to be told that they are no sources.
        var keptFiles: [String]

        /// Never like the contract `ChargeOnce`: a module can't hold a type of its own name well.
        var name: String {
            "ex" + String(folder.map { $0.isLetter || $0.isNumber ? $0 : "_" })
        }
    }

    /// A path, relative to the workspace or absolute.
    var library: String
    var targets: [Target]

    private static let firstLine =
        "// swift-tools-version: 6.2; made by eventlings, which writes this file anew"

    /// Whether a manifest is one that this program made and may replace.
    static func isOurs(_ text: String) -> Bool {
        text.prefix { $0 != "\n" } == firstLine
    }

    var text: String {
        """
        \(Self.firstLine)
        import PackageDescription

        let package = Package(
            name: "workspace",
            dependencies: [.package(name: "eventlings", path: \(literal(library)))],
            targets: [
        \(targets.map(declaration).joined(separator: "\n"))
            ],
            swiftLanguageModes: [.v6]
        )

        """
    }

    private func declaration(_ target: Target) -> String {
        let excluded = target.keptFiles.map(literal).joined(separator: ", ")
        return """
                    .target(
                        name: \(literal(target.name)),
                        dependencies: [.product(name: "Eventlings", package: "eventlings")],
                        path: \(literal("Sources/" + target.folder)),
                        exclude: [\(excluded)],
                        swiftSettings: [.enableUpcomingFeature("NonisolatedNonsendingByDefault")]),
            """
    }

    private func literal(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
}
