import FoundationEssentials
import Testing

@testable import Judge

@Suite("Forbidden symbols")
struct ForbiddenSymbolsTests {
    private func refusal(of code: String) throws -> String? {
        let file = "import Foundation\nimport FoundationNetworking\nimport Eventlings\n\(code)\n"
        let object = try StandIn().object(of: StandIn.solution("", before: file))
        return ForbiddenSymbols.refusal(of: object, from: (name: "Billing.swift", text: file))
    }

    @Test(
        "what leaves the simulation is refused by name, with what to use instead",
        arguments: [
            ("func a() { DispatchQueue.global().async { print(1) } }", "Dispatch", "`Task`"),
            ("func a() { DispatchSemaphore(value: 0).wait() }", "Dispatch", "`Task`"),
            ("func a() { Thread.sleep(forTimeInterval: 1) }", "Thread", "`Task.sleep`"),
            ("func a() { Thread.detachNewThread { } }", "Thread", "`Task`"),
            ("func a() { OperationQueue().addOperation { } }", "OperationQueue", "task group"),
            ("func a() { BlockOperation { }.start() }", "OperationQueue", "task group"),
            ("func a() { RunLoop.current.run() }", "RunLoop", "`Task.sleep`"),
            ("func a() throws { try Process().run() }", "Process", "this one"),
            ("func a() { _ = URLSession.shared }", "FoundationNetworking", "collaborators"),
            ("func a() { exit(0) }", "exit", "throw an error"),
            ("func a() { _exit(0) }", "_exit", "throw an error"),
            ("func a() { abort() }", "abort", "throw an error"),
            ("func a() { _ = system(\"ls\") }", "system", "this one"),
            ("func a() { _ = socket(AF_INET, 1, 0) }", "socket", "collaborators"),
            ("func a() { _ = dlopen(\"x\", RTLD_NOW) }", "dlopen", "this file"),
            ("func a() { raise(SIGTERM) }", "raise", "commit"),
            ("func a() { kill(getpid(), SIGKILL) }", "kill", "commit"),
            (
                "func a() { var t = pthread_t(); pthread_create(&t, nil, { _ in nil }, nil) }",
                "pthread_create", "`Task`"
            ),
        ])
    func refused(code: String, name: String, instead: String) throws {
        let sentence = try #require(try refusal(of: code))
        #expect(sentence.hasPrefix("`\(name)` can't be used here (Billing.swift:4): "))
        #expect(sentence.contains(instead))
    }

    @Test("the line is that of the code, whatever comments, strings and other names say")
    func line() throws {
        let code = """
            // exit(1) would be short
            let hint = "exit(1) \\" exit(2)"
            func exits(_ exit: Int) -> Int { exit }
            func a() {
                exit (1)
            }
            """
        let sentence = try #require(try refusal(of: code))
        #expect(sentence.hasPrefix("`exit` can't be used here (Billing.swift:8): "))
    }

    @Test("where no line has the name, none is said")
    func noLine() throws {
        let sentence = try #require(try refusal(of: "func a() { [exit][0](1) }"))
        #expect(sentence.hasPrefix("`exit` can't be used here: "))
    }

    @Test("what an honest solution uses is free: tasks, actors, Foundation's values, Mutex")
    func allowed() throws {
        let code = """
            import Synchronization
            final class Cache: Sendable {
                let seen = Mutex<[String: Int]>([:])
                func note(_ key: String) { seen.withLock { $0[key, default: 0] += 1 } }
            }
            actor Tally { var count = 0; func add() { count += 1 } }
            @MainActor var total = 0
            func everything() async throws {
                Cache().note("x")
                await Tally().add()
                try await Task.sleep(for: .seconds(1))
                try await withThrowingTaskGroup(of: Int.self) { group in
                    group.addTask { 1 }
                    for try await one in group { print(one) }
                }
                async let later = Task.detached { 3 }.value
                print(await later, Date(), UUID(), ProcessInfo.processInfo.processIdentifier)
                print(try JSONEncoder().encode(["a": 1]), String(format: "%.2f", 1.5), pow(2, 0.5))
                let stream = AsyncStream<Int> { $0.finish() }
                for await one in stream { print(one) }
                await MainActor.run { total += 1 }
                NSLock().withLock {}
                precondition(total(of: [1]) > 0)
                fatalError("a trap is the learner's right")
            }
            func total(of numbers: [Any]) -> Int { numbers.map { $0 as! Int }.reduce(0, +) }
            """
        #expect(try refusal(of: code) == nil)
    }
}
