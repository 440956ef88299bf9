import Course
import Foundation
import Judge

/// How long a learner waits for a verdict, and how many schedules a second that takes.
struct GradingBenchmarks {
    private let runs = 11
    private let floorRuns = 5
    private let rateRuns = 3

    struct NoCourse: Error, CustomStringConvertible {
        let description = "there is no course above this executable: run it in the package's folder"
    }

    func figures() throws -> [Figure] {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "eventlings-benchmarks-\(ProcessInfo.processInfo.processIdentifier)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let packages = EmptyPackages(folder: folder, runs: floorRuns)
        let swiftTest = try packages.swiftTest()
        let cargoTest = try packages.cargoTest()
        if cargoTest == nil { print("cargo is not installed: cargo-test-empty is left out") }
        var figures = [swiftTest] + (cargoTest.map { [$0] } ?? [])
        for exercise in try exercises() {
            figures += try self.figures(of: exercise, floor: swiftTest, workspace: folder)
        }
        return figures
    }

    private func exercises() throws -> [Exercise] {
        let executable = URL(filePath: HostExecutable.ownPath)
        let here = URL(filePath: FileManager.default.currentDirectoryPath)
        guard let root = PackageRoot.find(executable: executable, currentDirectory: here) else {
            throw NoCourse()
        }
        return try Catalogue(course: root).exercises
    }

    /// A thorough grading of the model solution plays many times the schedules of an ordinary one.
    /// Compiling, linking and starting are the same in both, so the difference is the schedules' time,
    /// taken on one core.
    private func figures(
        of exercise: Exercise, floor: Figure, workspace: URL
    ) throws -> [Figure] {
        let grade = [
            program, "grade", exercise.id, "--file", exercise.model.path,
            "--workspace", workspace.path, "--json",
        ]
        let thorough = onOneCore + grade + ["--thorough"]
        let more = try schedules(of: grade + ["--thorough"]) - schedules(of: grade)
        let waits = try (0..<runs).map { _ in try Stopwatch().time(grade).0 }
        let rates = try (0..<rateRuns).map { _ in
            let ordinary = try Stopwatch().time(onOneCore + grade).0
            return try more / (Stopwatch().time(thorough).0 - ordinary)
        }
        return [
            Figure(
                "grade/\(exercise.id)", unit: "s", samples: waits, floor: floor.name,
                floorValue: floor.value),
            Figure("schedules/\(exercise.id)", unit: "1/s", samples: rates),
        ]
    }

    private func schedules(of command: [String]) throws -> Double {
        let (_, json) = try Stopwatch().time(command)
        let explored = try JSONDecoder().decode(Verdict.self, from: json).explored
        return Double((explored?.schedules ?? 0) + (explored?.randomSchedules ?? 0))
    }

    private let onOneCore = ["taskset", "-c", "0"]

    private var program: String {
        URL(filePath: HostExecutable.ownPath).deletingLastPathComponent()
            .appending(path: "eventlings").path
    }
}
