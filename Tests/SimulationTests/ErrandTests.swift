import Foundation
import Testing

@Suite("A function that is called and returns")
struct ErrandTests {
    @Test("It is called for one errand after the other, and its process stays when all are done")
    func inTurn() throws {
        let lines = try host("replay", "leaving-work", "")
        #expect(calls(in: lines.prefix { $0 != "again" }) == ["x", "y"])
        #expect(lines.contains("5001ms a#0 applied pack y: done"), "\(lines)")
    }

    @Test("If its caller never hears of the return, it is called again")
    func crashAtReturn() throws {
        #expect(calls(in: try host("strike", "errands", "crashAtReturn")) == ["x", "x", "y"])
    }

    @Test("If its caller has heard of the return, the successor is called for the next errand")
    func crashAfterReturn() throws {
        #expect(calls(in: try host("strike", "errands", "crashAfterReturn")) == ["x", "y"])
    }

    @Test(
        "After a throw or a crash it is called for the same errand",
        arguments: ["lostRequest", "crashBefore", "crashAfter"])
    func again(strike: String) throws {
        #expect(calls(in: try host("strike", "errands", strike, "pack", "x")) == ["x", "x", "y"])
    }

    @Test("Each return is a choice point of its own, and all errands are done whatever strikes")
    func everyStrike() throws {
        let lines = try host("strikes", "errands")
        let schedules = lines.split { $0.hasPrefix("schedule ") }
        // Two calls with three strikes each, two returns with two.
        #expect(schedules.count == 2 * 3 + 2 * 2)
        for schedule in schedules {
            #expect(Set(calls(in: schedule)) == ["x", "y"], "\(schedule)")
            #expect(schedule.contains("all struck true"))
        }
    }

    @Test("A process that has died on the way to its return never returns")
    func deadReturn() throws {
        let lines = try host("strike", "not-waiting", "crashBefore", "send", "orders-0")
        let death = try #require(lines.firstIndex { $0.contains("struck crashBefore") })
        #expect(!lines[(death + 1)...].contains { $0.contains(" a#0 ") }, "\(lines)")
    }

    private func calls(in lines: some Sequence<String>) -> [String] {
        lines.compactMap { line in
            line.firstRange(of: " called work for ").map { String(line[$0.upperBound...]) }
        }
    }
}

@Suite("Tasks that are ready at the same time")
struct ReorderingTests {
    @Test("Any two neighbours among them may change places")
    func neighbours() throws {
        let orders = try host("strikes", "side-by-side").split { $0.hasPrefix("schedule ") }
            .map { schedule in
                schedule.compactMap { line in
                    line.firstRange(of: " printed ").map { String(line[$0.upperBound...]) }
                }
            }
        #expect(orders.contains(["two", "one", "three"]))
        #expect(orders.contains(["one", "three", "two"]))
    }

    @Test("Tasks that yield to each other have no end of turns, but of choice points")
    func yielding() throws {
        #expect(try host("count", "yielding-pair", "1").contains("explorer levels 1 64"))
    }
}

@Suite("A producer's clock")
struct SendTests {
    @Test("Each send takes a millisecond, answer or not")
    func moments() throws {
        let lines = try host("replay", "sends", "").prefix { $0 != "again" }
            .filter { $0.contains("sent after") }
        #expect(
            lines.map { $0.split(separator: " ").suffix(2).joined(separator: " ") }
                == ["0.001 seconds", "0.002 seconds", "0.003 seconds"], "\(lines)")
    }
}

/// What the simulator's test host prints, by lines.
private func host(_ arguments: String...) throws -> [String] {
    let host = Process()
    let output = Pipe()
    host.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        .deletingLastPathComponent().appending(path: "SimulatorHost")
    host.arguments = arguments
    host.standardOutput = output
    try host.run()
    let printed = try output.fileHandleForReading.readToEnd() ?? Data()
    host.waitUntilExit()
    try #require(host.terminationStatus == 0)
    return String(decoding: printed, as: UTF8.self).split(separator: "\n").map(String.init)
}
