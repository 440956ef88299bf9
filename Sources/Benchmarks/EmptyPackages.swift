import Foundation

/// What people are used to: the test command of an empty package, built before.
struct EmptyPackages {
    let folder: URL
    let runs: Int

    func swiftTest() throws -> Figure {
        try write(
            [
                "Package.swift": """
                // swift-tools-version: 6.0
                import PackageDescription
                let package = Package(
                    name: "empty",
                    targets: [.target(name: "Empty"),
                        .testTarget(name: "EmptyTests", dependencies: ["Empty"])])
                """,
                "Sources/Empty/Empty.swift": "public let answer = 42\n",
                "Tests/EmptyTests/EmptyTests.swift": """
                import Testing
                @testable import Empty
                @Test func answers() { #expect(answer == 42) }
                """,
            ], in: "swift")
        return try measure("swift-test-empty", ["swift", "test"], in: "swift")
    }

    /// Nil where Rust is not installed.
    func cargoTest() throws -> Figure? {
        guard (try? Stopwatch().time(["cargo", "--version"])) != nil else { return nil }
        try write(
            [
                "Cargo.toml": """
                [package]
                name = "empty"
                version = "0.0.0"
                edition = "2021"
                """,
                "src/lib.rs": "#[test]\nfn answers() { assert_eq!(42, 42) }\n",
            ], in: "cargo")
        return try measure("cargo-test-empty", ["cargo", "test", "--offline"], in: "cargo")
    }

    private func measure(_ name: String, _ command: [String], in package: String) throws -> Figure {
        let stopwatch = Stopwatch(folder: folder.appending(path: package))
        _ = try stopwatch.time(command)
        return Figure(
            name, unit: "s", samples: try (0..<runs).map { _ in try stopwatch.time(command).0 })
    }

    private func write(_ files: [String: String], in package: String) throws {
        for (path, text) in files {
            let file = folder.appending(path: package).appending(path: path)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
    }
}
