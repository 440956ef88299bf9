import Foundation
import OutsideThePool
import Testing

/// `Tests/LearnerFiles/Awkward.swift` on two instances: tasks, detached and immediate ones, groups,
/// `async let`, continuations, AsyncStream, actors, global actors, cancellation, task-locals, sleeps.
@Suite("Awkward Swift", .waitsForProcesses)
struct AwkwardSwiftTests {
    private let awkward = LearnerFile(named: "Awkward")

    /// It makes 27 calls and, before the first empty poll is over, two polls. A crash may come
    /// before or after a call, or at a poll; a pause at a call.
    private static let singles = 2 * (27 * 3 + 2)

    @Test("No call of a dead process comes through, and no live one is stuck")
    func deaths() throws {
        let stride = Host.isSlowPartOn ? 20 : 1_000
        let lines = try awkward.withLibrary { try Host.lines("awkward", $0, "\(stride)") }
        let complaints = lines.dropLast()
        #expect(complaints.isEmpty, "\(complaints.prefix(10).joined(separator: "\n"))")
        let count = try #require(
            lines.last?.wholeMatch(of: /schedules 1 (\d+) (\d+) of (\d+) pairs/))
        #expect(Int(count.1) == Self.singles)
        #expect(Int(count.2) ?? 0 > 10)
        #expect(Int(count.3) ?? 0 > Self.singles * Self.singles / 2)
    }

    @Test("Memory stays flat over many schedules")
    func memory() throws {
        let schedules = Host.isSlowPartOn ? 100_000 : 500
        let lines = try awkward.withLibrary { try Host.lines("memory", $0, "\(schedules)") }
        let reports = try lines.map { line in
            let match = try #require(
                line.wholeMatch(of: /after (\d+) zygote (\d+) kB, worker (\d+) kB/))
            return try [match.1, match.2, match.3].map { try #require(Int($0)) }
        }
        #expect(reports.count >= 10)
        let (first, last) = (try #require(reports.first), try #require(reports.last))
        #expect(last[0] >= schedules)
        #expect(last[1] - first[1] < 2_000, "the zygote grows: \(lines)")
        // A batch's size is chosen for at most 100 MB.
        #expect(last[2] < 100_000, "a worker takes too much: \(lines)")
    }
}
