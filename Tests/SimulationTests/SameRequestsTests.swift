import Foundation
import Testing

@Suite("The same code in both worlds")
struct SameRequestsTests {
    @Test("One handler run live and simulated makes the same requests from JoinGroup on")
    func sameRequests() throws {
        let live = try requests(in: "live")
        #expect(live == (try requests(in: "simulated")))
        #expect(
            live.map { $0.prefix { $0 != "(" } } == [
                "joinGroup", "joinGroup", "metadata", "syncGroup", "offsetFetch", "listOffsets",
                "listOffsets", "fetch", "offsetCommit", "offsetCommit", "offsetCommit", "fetch",
            ])
    }

    /// What the simulator's test host prints: one request a line, with all its fields.
    private func requests(in world: String) throws -> [String] {
        let host = Process()
        let output = Pipe()
        host.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
            .deletingLastPathComponent().appending(path: "SimulatorHost")
        host.arguments = ["requests", world]
        host.standardOutput = output
        try host.run()
        let printed = try output.fileHandleForReading.readToEnd() ?? Data()
        host.waitUntilExit()
        try #require(host.terminationStatus == 0)
        return String(decoding: printed, as: UTF8.self).split(separator: "\n").map(String.init)
    }
}
