import OutsideThePool
import Testing

/// Each kind of fault has a program that bears everything else: what catches it is this kind alone.
@Suite("Each kind of fault catches what no other does", .waitsForProcesses)
struct WeaknessTests {
    @Test(
        "A program that is weak against one kind of fault is caught by it, and by no other",
        arguments: [
            "crash", "lostRequest", "lostAnswer", "lateRequest", "rewind", "duplicateAppend",
            "rebalance", "sessionTimeout", "zombie", "deploy", "leave", "transient", "slow",
            "brokerAway", "brokerRestart", "morePartitions", "clockJump", "latePartition",
            "reordering",
        ])
    func onlyOne(kind: String) throws {
        let caught = try Host.lines("weakness", kind).compactMap {
            $0.split(separator: " ").first.map(String.init)
        }
        #expect(caught == [kind])
    }
}
