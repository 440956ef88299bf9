import Course
import Foundation
import Testing

@Suite struct WorkspaceTests {
    let course: CourseFolder
    let workspace: Workspace
    let exercise: Exercise

    init() throws {
        course = try CourseFolder()
        try course.addExercise("06-charge-once", type: "Billing")
        exercise = try Exercise(folder: course.url("Exercises/06-charge-once"))
        workspace = Workspace(folder: course.url("Workspace"), library: course.root)
    }

    let solution = "Workspace/Sources/06-charge-once/Solution.swift"

    @Test("The first start writes the starter")
    func start() throws {
        #expect(try workspace.start(exercise) == .written(course.url(solution)))
        #expect(try course.read(solution) == "struct Billing {}\n")
    }

    @Test("A second start leaves the learner's file as it is")
    func startAgain() throws {
        try course.write("my work", to: solution)
        #expect(try workspace.start(exercise) == .kept(course.url(solution)))
        #expect(try course.read(solution) == "my work")
    }

    @Test("Restoring keeps every older file beside the starter, under its own number")
    func restore() throws {
        try course.write("first", to: solution)
        let kept = try workspace.restore(exercise)
        let folder = "Workspace/Sources/06-charge-once"
        #expect(kept == .kept(course.url("\(folder)/Solution.1.swift.txt")))
        try course.write("second", to: solution)
        #expect(
            try workspace.restore(exercise) == .kept(course.url("\(folder)/Solution.2.swift.txt")))
        #expect(try course.read("\(folder)/Solution.1.swift.txt") == "first")
        #expect(try course.read("\(folder)/Solution.2.swift.txt") == "second")
        #expect(try course.read(solution) == "struct Billing {}\n")
    }

    @Test("Restoring what was never started is starting it")
    func restoreFresh() throws {
        #expect(try workspace.restore(exercise) == .nothing)
        #expect(try course.read(solution) == "struct Billing {}\n")
    }

    @Test("Restoring an untouched starter keeps no copy of it")
    func restoreUntouched() throws {
        _ = try workspace.start(exercise)
        #expect(try workspace.restore(exercise) == .starter)
        let folder = workspace.solution(of: exercise).deletingLastPathComponent()
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["Solution.swift"])
    }

    @Test("The manifest has a target for each exercise begun, and points back by a relative path")
    func manifest() throws {
        try course.addExercise("00-two-lines")
        _ = try workspace.start(exercise)
        try course.write("first", to: solution)
        _ = try workspace.restore(exercise)
        _ = try workspace.start(Exercise(folder: course.url("Exercises/00-two-lines")))
        let manifest = try course.read("Workspace/Package.swift")
        #expect(manifest.hasPrefix("// swift-tools-version: 6.2"))
        #expect(manifest.contains("path: \"..\""))
        #expect(manifest.contains("name: \"ex00_two_lines\""))
        #expect(manifest.contains("name: \"ex06_charge_once\""))
        #expect(manifest.contains("exclude: [\"Solution.1.swift.txt\"]"))
        #expect(manifest.contains("NonisolatedNonsendingByDefault"))
    }

    @Test("A manifest that somebody else wrote is left alone")
    func foreignManifest() throws {
        try course.write("// swift-tools-version: 6.2\n// mine", to: "Workspace/Package.swift")
        _ = try workspace.start(exercise)
        #expect(
            try course.read("Workspace/Package.swift") == "// swift-tools-version: 6.2\n// mine")
    }

    @Test("A workspace elsewhere names the library by its whole path")
    func elsewhere() throws {
        let other = Workspace(folder: course.url("else where"), library: course.url("lib \"x\""))
        _ = try other.start(exercise)
        #expect(try course.read("else where/Package.swift").contains("lib \\\"x\\\"\""))
    }

    @Test("A workspace that can't be written is one error with path and remedy")
    func notWritable() throws {
        try course.write("a file, no folder", to: "blocked")
        let blocked = Workspace(folder: course.url("blocked/deeper"), library: course.root)
        let error = #expect(throws: WorkspaceError.self) { try blocked.start(exercise) }
        let message = error.map(String.init(describing:)) ?? ""
        #expect(message.contains("blocked/deeper"))
        #expect(message.contains("--workspace DIR"))
    }

    @Test("A workspace named like the library's folder is refused, as SwiftPM would mix them up")
    func nameClash() throws {
        let name = course.root.lastPathComponent
        let clash = Workspace(folder: course.url("inner/\(name)"), library: course.root)
        #expect(throws: WorkspaceError.namedLikeTheLibrary(folder: clash.folder.path)) {
            try clash.start(exercise)
        }
        #expect(!FileManager.default.fileExists(atPath: clash.folder.path))
    }

    @Test("The package's root is found above the executable, else above the current folder")
    func root() throws {
        try course.write("", to: "Package.swift")
        try course.write("", to: ".build/release/eventlings")
        let inside = course.url(".build/release/eventlings")
        let outside = URL(filePath: "/usr/bin/true")
        #expect(
            PackageRoot.find(executable: inside, currentDirectory: outside)?.path
                == course.root.path)
        #expect(
            PackageRoot.find(executable: outside, currentDirectory: course.url("Exercises"))?.path
                == course.root.path)
        #expect(PackageRoot.find(executable: outside, currentDirectory: outside) == nil)
    }
}
