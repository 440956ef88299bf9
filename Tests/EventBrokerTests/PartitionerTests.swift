import EventBroker
import Testing

@Suite("Partitioning as in Kafka's Java client")
struct PartitionerTests {
    struct Vector: Sendable {
        let key: String
        let hash: Int32
        /// The partition by the number of partitions.
        let partitions: [(count: Int, partition: Int)]

        init(_ key: String, _ hash: Int32, _ of3: Int, _ of4: Int, _ of6: Int, _ of12: Int) {
            self.key = key
            self.hash = hash
            partitions = [(3, of3), (4, of4), (6, of6), (12, of12)]
        }
    }

    /// The first six are those of Kafka's `UtilsTest.testMurmur2`.
    static let vectors = [
        Vector("21", -973_932_308, 0, 0, 0, 0),
        Vector("foobar", -790_332_482, 0, 2, 0, 6),
        Vector("abc", 479_470_107, 0, 3, 3, 3),
        Vector("a-little-bit-long-string", -985_981_536, 2, 0, 2, 8),
        Vector("a-little-bit-longer-string", -1_486_304_829, 2, 3, 5, 11),
        Vector("lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8", -58_897_971, 2, 1, 5, 5),
        Vector("", 275_646_681, 0, 1, 3, 9),
        Vector("a", -1_563_381_124, 1, 0, 4, 4),
        Vector("order-1", 1_221_710_326, 1, 2, 4, 10),
        Vector("order-2", -1_055_499_005, 0, 3, 3, 3),
        Vector("order-42", 501_153_024, 0, 0, 0, 0),
        Vector("user-1", 1_404_122_828, 2, 0, 2, 8),
        Vector("kafka", -798_503_068, 1, 0, 4, 4),
        Vector("Grüße", 1_190_824_359, 0, 3, 3, 3),
        Vector("東京", -1_368_386_005, 1, 3, 1, 7),
    ]

    @Test("A key's hash and partition are Kafka's", arguments: vectors)
    func vector(_ vector: Vector) {
        let key = Array(vector.key.utf8)
        #expect(murmur2(key) == vector.hash)
        for (count, partition) in vector.partitions {
            #expect(Partitioner.partition(forKey: key, partitions: count) == partition)
        }
    }

    @Test("Records without a key stay until a batch ends with the batch size reached")
    func sticky() {
        var partitioner = StickyPartitioner(batchBytes: 100)
        partitioner.appended(bytes: 60, endingBatch: true)
        #expect(partitioner.partition(partitions: 3) == 0)
        partitioner.appended(bytes: 60, endingBatch: false)
        #expect(partitioner.partition(partitions: 3) == 0)
        partitioner.appended(bytes: 10, endingBatch: true)
        #expect(partitioner.partition(partitions: 3) == 1)
    }

    @Test("Twice the batch size ends a partition's turn in any case")
    func stickyLimit() {
        var partitioner = StickyPartitioner(batchBytes: 100, turn: 2)
        partitioner.appended(bytes: 199, endingBatch: false)
        #expect(partitioner.partition(partitions: 3) == 2)
        partitioner.appended(bytes: 1, endingBatch: false)
        #expect(partitioner.partition(partitions: 3) == 0)
    }
}
