// Every kind of variable that outlives a call. A life that begins must find each as it is written
// here, whatever other lives have made of theirs.
import Eventlings
import Synchronization

struct Packing: TwoLines {
    mutating func run(orders: Consumer, packing: PackingStation) async throws {
        for number in 1...3 {
            print(await Counts.next().map(String.init).joined(separator: " "))
            try await packing.pack("\(number)")
        }
        while true { try await Task.sleep(for: .seconds(1_000_000)) }
    }
}

nonisolated(unsafe) var plain = 0
nonisolated(unsafe) private var list: [String] = []
nonisolated(unsafe) var madeAtFirstUse = Array("").count
nonisolated(unsafe) weak var held: Box?
let box = Box()
let atomic = Atomic(0)
let mutex = Mutex(["a": 0])
@MainActor var onMain = 0

final class Box: Sendable {
    let value = Mutex(0)

    func next() -> Int {
        value.withLock { value in
            value += 1
            return value
        }
    }
}

enum Statics {
    nonisolated(unsafe) static var count = 0
    static let shared = Box()
}

actor Ledger {
    static let shared = Ledger()
    private var lines = 0

    func next() -> Int {
        lines += 1
        return lines
    }
}

enum Counts {
    static func next() async -> [Int] {
        plain += 1
        list.append("a line that is too long to be stored in place")
        madeAtFirstUse += 1
        held = held ?? box
        Statics.count += 1
        let inMutex = mutex.withLock { values in
            values["a", default: 0] += 1
            return values["a", default: 0]
        }
        return [
            plain, list.count, madeAtFirstUse, held?.next() ?? 0, Statics.count,
            Statics.shared.next(), atomic.add(1, ordering: .relaxed).newValue, inMutex,
            await Ledger.shared.next(), await nextOnMain(),
        ]
    }

    @MainActor
    private static func nextOnMain() -> Int {
        onMain += 1
        return onMain
    }
}
