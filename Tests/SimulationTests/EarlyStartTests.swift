import EventBroker
import OutsideThePool
import Simulation
import Testing

@Suite("Starts before the commit", .waitsForProcesses)
struct EarlyStartTests {
    private let partition = TopicPartition("orders", 0)

    @Test("Who is told where to go on, and begins before that, is found")
    func toldAndEarlier() throws {
        let found = try #require(search(.committed(2), .asked(2), .fetched(1)))
        #expect(found.groupID == "g")
        #expect(found.partition == partition)
        #expect((found.committed, found.began) == (2, 1))
    }

    @Test("Who begins where it was told may seek back to what is not committed")
    func toldAndThere() {
        #expect(search(.asked(2), .fetched(2), .fetched(4), .fetched(2)) == nil)
    }

    @Test("Who goes back later has begun where it was told")
    func laterGoingBack() {
        #expect(search(.asked(2), .fetched(2), .fetched(0)) == nil)
    }

    @Test("Who does not ask is held to what was committed")
    func notAsked() {
        #expect(search(.committed(2), .fetched(0))?.committed == 2)
        #expect(search(.committed(2), .fetched(2)) == nil)
        #expect(search(.fetched(0), .committed(2), .fetched(0)) == nil)
    }

    @Test("After a rewind the beginning is right")
    func rewind() {
        #expect(search(.committed(2), .asked(-1), .fetched(0)) == nil)
    }

    @Test("A commit that was refused or lost is none")
    func noCommit() {
        #expect(search(.refused(2), .fetched(0)) == nil)
    }

    @Test("With two groups nobody can say for which of them a fetch was")
    func twoGroups() {
        #expect(search(.committed(2), .asked(0, group: "h"), .fetched(0)) == nil)
    }

    private enum Call {
        case committed(Int64)
        case refused(Int64)
        case asked(Int64, group: String = "g")
        case fetched(Int64)
    }

    private func search(_ calls: Call...) -> EarlyStart? {
        var search = EarlyStartSearch()
        for call in calls {
            let (request, answer) = exchange(call)
            search.take(.broker(request), answer.map { .broker($0) }, by: 1)
        }
        return search.found
    }

    private func exchange(_ call: Call) -> (BrokerRequest, BrokerResponse?) {
        switch call {
        case .committed(let offset): (commit(offset), .done(nil))
        case .refused(let offset): (commit(offset), .done(.illegalGeneration))
        case .asked(let offset, let group):
            (
                .offsetFetch(OffsetFetch(groupID: group, partitions: [partition])),
                .offsetFetch(OffsetFetch.Response(offsets: [PartitionOffset(partition, offset)]))
            )
        case .fetched(let offset):
            (
                .fetch(
                    Fetch(positions: [PartitionOffset(partition, offset)], maxWaitMilliseconds: 0)),
                nil
            )
        }
    }

    private func commit(_ offset: Int64) -> BrokerRequest {
        .offsetCommit(
            OffsetCommit(groupID: "g", offsets: [PartitionOffset(partition, offset)]))
    }
}
