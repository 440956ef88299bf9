import Testing

/// Which way dependencies point: what each module may import, and nothing else.
@Suite("House rules: imports")
struct ImportRules {
    private static let broker: Set = ["EventClient", "EventBroker", "EventLog"]
    private static let learner = broker.union(["Eventlings"])
    private static let system: Set = ["Glibc", "Synchronization"]
    private static let foundation = system.union(["Foundation", "FoundationEssentials"])

    private static let allowed: [String: Set<String>] = [
        "EventLog": system,
        "EventBroker": system.union(["EventLog"]),
        "EventClient": system.union(["EventBroker", "EventLog"]),
        "Eventlings": foundation.union(broker),
        "Simulation": foundation.union(learner).union(["HeapModule", "_Concurrency"]),
        "HiddenSuites": foundation.union(learner).union(["Simulation"]),
        "Sandbox": foundation.union(learner),
        "Judge": foundation.union(["CContainment"]),
        "JudgeHost": foundation.union(learner)
            .union(["HiddenSuites", "Simulation", "Judge", "CVirtualClock", "CContainment"]),
        "Course": foundation.union(["EventLog", "Yams"]),
        "Terminal": foundation.union(["CEditLine"]),
        "Shell": foundation.union(learner).union(["Course", "Judge", "Sandbox", "Terminal"]),
        "EventlingsCLI": foundation.union(["Shell", "Judge", "JudgeHost"]),
        "Benchmarks": foundation.union(broker).union(["Course", "Judge", "Terminal"]),
    ]

    @Test("Each module imports only what its place allows")
    func direction() throws {
        let files = try Repository.files(under: "Sources", ending: ".swift")
        let modules = Set(files.map(\.module))
        #expect(modules == Set(Self.allowed.keys), "the table and Sources differ")
        let wrong = files.flatMap { file in
            SwiftFile(file).imports
                .filter { Self.allowed[file.module]?.contains($0) != true }
                .map { "\(file.path) imports \($0)" }
        }
        #expect(wrong == [])
    }

    @Test("No module's table leads back to itself")
    func acyclic() {
        var settled: Set<String> = []
        var waiting = Self.allowed
        while let next = waiting.first(where: { entry in
            entry.value.allSatisfy { settled.contains($0) || Self.allowed[$0] == nil }
        }) {
            settled.insert(next.key)
            waiting[next.key] = nil
        }
        #expect(waiting.keys.sorted() == [])
    }

    @Test("No test bundle links the interposed clock, nor the host that needs it")
    func testBundles() throws {
        let wrong = try Repository.files(under: "Tests", ending: ".swift")
            .filter { $0.module.hasSuffix("Tests") }
            .filter {
                !SwiftFile($0).imports.filter(["JudgeHost", "CVirtualClock"].contains).isEmpty
            }
        #expect(wrong.map(\.path) == [])
    }
}
