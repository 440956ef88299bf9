import Course
import Foundation
import Judge

/// How long a learner waits for a verdict, and how many schedules a second that takes.
struct GradingBenchmarks {
    private let runs = 11
    private let floorRuns = 5

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

    /// Grading the model solution plays every schedule; running it plays one. Compiling, linking
    /// and starting are the same in both, so the difference is the schedules' time, taken on one core.
    private func figures(
        of exercise: Exercise, floor: Figure, workspace: URL
    ) throws -> [Figure] {
        let model = exercise.model.path
        func command(_ name: String, _ rest: String...) -> [String] {
            [program, name, exercise.id, "--file", model, "--workspace", workspace.path] + rest
        }
        let grade = command("grade", "--json")
        let (_, json) = try Stopwatch().time(grade)
        let verdict = try JSONDecoder().decode(Verdict.self, from: json)
        let explored = verdict.explored
        let schedules = Double((explored?.schedules ?? 0) + (explored?.randomSchedules ?? 0))
        var waits: [Double] = []
        var rates: [Double] = []
        for _ in 0..<runs {
            waits.append(try Stopwatch().time(grade).0)
            let one = try Stopwatch().time(onOneCore + command("run")).0
            let all = try Stopwatch().time(onOneCore + grade).0
            rates.append((schedules - 1) / max(all - one, 0.000_001))
        }
        return [
            Figure(
                "grade/\(exercise.id)", unit: "s", samples: waits, floor: floor.name,
                floorValue: floor.value),
            Figure("schedules/\(exercise.id)", unit: "1/s", samples: rates),
        ]
    }

    private let onOneCore = ["taskset", "-c", "0"]

    private var program: String {
        URL(filePath: HostExecutable.ownPath).deletingLastPathComponent()
            .appending(path: "eventlings").path
    }
}
