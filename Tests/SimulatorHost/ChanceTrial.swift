import Eventlings
import FoundationEssentials
import Simulation

/// Everything that differs from one run of an ordinary program to the next.
enum ChanceTrial {
    private static let names = (1...12).map { "name-\($0)" }

    static let trial = Trial(faults: .crash, instances: ["a", "b"]) { process in
        print("uuid \(UUID())")
        print("date \(Date().timeIntervalSince1970)")
        print("process \(ProcessInfo.processInfo.processIdentifier)")
        print("host \(ProcessInfo.processInfo.hostName)")
        print("number \(Int.random(in: 0..<1_000_000_000))")
        print("shuffled \(names.shuffled().joined(separator: " "))")
        print("set \(Set(names).joined(separator: " "))")
        let lengths = Dictionary(uniqueKeysWithValues: names.map { ($0, $0.count) })
        print("dictionary \(lengths.keys.joined(separator: " "))")
        await raceOfTasks()
        try await process.packing.pack("\(UUID())")
        try await process.packing.pack("\(Double.random(in: 0..<1))")
        try await Trials.rest()
    }

    private static func raceOfTasks() async {
        await withTaskGroup(of: Int.self) { group in
            for number in 0..<6 {
                group.addTask {
                    try? await Task.sleep(for: .milliseconds(Int.random(in: 1...5)))
                    return number
                }
            }
            var order: [Int] = []
            for await number in group { order.append(number) }
            print("race \(order)")
        }
        let detached = Task.detached { Int.random(in: 0..<1_000) }
        print("detached \(await detached.value)")
    }
}
