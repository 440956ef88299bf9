// Every way to start, hold up and cancel work that Swift has, in one process.
import Eventlings
import Foundation

struct Packing: TwoLines {
    mutating func run(orders: Consumer, packing: PackingStation) async throws {
        let life = Life(name: "\(UUID())", packing: packing)
        await Courses.all(life)
        let (stream, feed) = AsyncStream.makeStream(of: String.self)
        Task { for await key in stream { await life.step("polled-\(key)") } }
        let partitions = [TopicPartition("orders", 0), TopicPartition("orders", 1)]
        try await orders.assign(partitions)
        while true {
            for record in try await orders.poll() { feed.yield(record.key ?? "") }
        }
    }
}

struct Life: Sendable {
    let name: String
    let packing: PackingStation

    func step(_ what: String) async {
        print("\(name)/does \(what)")
        try? await packing.pack("\(name)/\(what)")
        print("\(name)/did \(what)")
    }
}

actor Notebook {
    private var pages = 0

    func write(_ life: Life) async {
        pages += 1
        let page = pages
        await life.step("own-actor-\(page)")
    }
}

@globalActor
actor Clerk {
    static let shared = Clerk()
    private(set) var stamps = 0

    func stamp() -> Int {
        stamps += 1
        return stamps
    }
}

@Clerk
func onTheClerk(_ life: Life) async {
    let stamp = await Clerk.shared.stamp()
    await life.step("global-actor-\(stamp)")
}

@MainActor var mainCount = 0

@MainActor
func onMain(_ life: Life) async {
    mainCount += 1
    await life.step("main-actor-\(mainCount)")
}

enum Label {
    @TaskLocal static var current = "none"
}

enum Courses {
    static func all(_ life: Life) async {
        unstructured(life)
        await groups(life)
        await bindings(life)
        await streams(life)
        await actors(life)
        await cancellation(life)
        await locals(life)
    }

    /// Nobody waits for these.
    private static func unstructured(_ life: Life) {
        Task { await life.step("task") }
        Task.detached {
            await life.step("detached-1")
            try? await Task.sleep(for: .seconds(1))
            await life.step("detached-2")
        }
        Task.immediate { await life.step("immediate") }
    }

    private static func groups(_ life: Life) async {
        await withTaskGroup { group in
            for number in 1...3 {
                group.addTask {
                    await Task.yield()
                    await life.step("group-\(number)")
                }
            }
        }
        await withDiscardingTaskGroup { group in
            group.addTask { await life.step("discarding") }
        }
    }

    private static func bindings(_ life: Life) async {
        async let first: Void = life.step("let-1")
        async let second: Void = life.step("let-2")
        _ = await (first, second)
        await withCheckedContinuation { continuation in
            Task {
                await life.step("continuation")
                continuation.resume()
            }
        }
    }

    private static func streams(_ life: Life) async {
        let (stream, feed) = AsyncStream.makeStream(of: Int.self)
        Task {
            for number in 1...3 {
                feed.yield(number)
                await Task.yield()
            }
            feed.finish()
        }
        for await number in stream { await life.step("stream-\(number)") }
    }

    private static func actors(_ life: Life) async {
        let notebook = Notebook()
        async let first: Void = notebook.write(life)
        async let second: Void = notebook.write(life)
        _ = await (first, second)
        async let clerk: Void = onTheClerk(life)
        await onTheClerk(life)
        await clerk
        async let main: Void = onMain(life)
        await onMain(life)
        await main
    }

    private static func cancellation(_ life: Life) async {
        let sleeper = Task {
            await withTaskCancellationHandler {
                try? await Task.sleep(for: .seconds(1_000_000))
                await life.step("cancelled")
            } onCancel: {
                print("\(life.name)/is cancelled")
            }
        }
        try? await Task.sleep(for: .milliseconds(10))
        sleeper.cancel()
        await sleeper.value
        try? await Task.sleep(for: .seconds(100))
        await life.step("slept")
    }

    private static func locals(_ life: Life) async {
        await Label.$current.withValue("local") {
            async let child: Void = life.step("\(Label.current)-child")
            await child
            await Task { await life.step("\(Label.current)-task") }.value
        }
    }
}
