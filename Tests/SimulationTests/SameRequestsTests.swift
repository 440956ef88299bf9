import OutsideThePool
import Testing

@Suite("The same code in both worlds", .waitsForProcesses)
struct SameRequestsTests {
    @Test("One handler run live and simulated makes the same requests from JoinGroup on")
    func sameRequests() throws {
        // One request a line, with all its fields.
        let live = try Host.lines("requests", "live")
        #expect(live == (try Host.lines("requests", "simulated")))
        #expect(
            live.map { $0.prefix { $0 != "(" } } == [
                "joinGroup", "joinGroup", "metadata", "syncGroup", "offsetFetch", "listOffsets",
                "fetch", "offsetCommit", "offsetCommit", "offsetCommit",
                "initProducerID", "metadata", "addPartitionsToTxn", "produce", "addOffsetsToTxn",
                "txnOffsetCommit", "endTxn", "fetch",
            ])
    }
}
