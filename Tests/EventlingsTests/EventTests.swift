import EventClient
import Eventlings
import FoundationEssentials
import Testing

@Suite("Events on the wire")
struct EventTests {
    private static let placed = Event(
        id: "evt-1", type: "OrderPlaced", time: Timestamp(milliseconds: 1_767_225_600_000),
        payload: OrderPlaced(
            orderId: "order-1", userId: "ada", total: Money(cents: 8_999), paymentToken: "tok/1"))

    private static let json = """
        {"id":"evt-1","payload":{"orderId":"order-1","paymentToken":"tok/1","total":"89.99",\
        "userId":"ada"},"time":"2026-01-01T00:00:00.000Z","type":"OrderPlaced"}
        """

    @Test("An event is UTF-8 JSON with sorted keys: the same event, the same bytes")
    func encoding() throws {
        #expect(String(decoding: try Self.placed.encoded(), as: UTF8.self) == Self.json)
        #expect(try Self.placed.encoded() == Self.placed.encoded())
    }

    @Test("A record's event is the one that was encoded, however often it is asked for")
    func rememberedDecoding() throws {
        let record = try record(Self.json)
        let first = try record.event(OrderPlaced.self)
        var changed = first.payload
        changed.total = Money(cents: 1)
        #expect(first == Self.placed)
        #expect(try record.event(OrderPlaced.self) == Self.placed)
    }

    @Test("The same bytes can be read as different payloads, in any order")
    func sameBytesOtherPayload() throws {
        struct Customer: Decodable, Hashable { var userId: String }
        let record = try record(Self.json)
        for _ in 1...2 {
            #expect(try record.event(Customer.self).payload == Customer(userId: "ada"))
            #expect(try record.event(OrderPlaced.self) == Self.placed)
        }
    }

    @Test("More events than are remembered are all read right")
    func manyEvents() throws {
        for round in 1...2 {
            for number in 1...1_100 {
                let total = Money(cents: Int64(number))
                let json = Self.json.replacing("89.99", with: "\(total)".dropFirst())
                let event = try record(json).event(OrderPlaced.self)
                #expect(event.payload.total == total, "in round \(round)")
            }
        }
    }

    @Test("Keys may come in any order, with others between them")
    func unknownKeys() throws {
        let json = """
            { "type": "OrderPlaced", "version": 2, "time": "2026-01-01T00:00:00Z", "id": "evt-1",
              "payload": { "paymentToken": "tok/1", "total": 89.99, "note": null,
                           "userId": "ada", "orderId": "order-1" } }
            """
        #expect(try record(json).event(OrderPlaced.self) == Self.placed)
    }

    @Test("A tombstone is no event")
    func tombstone() {
        let error = #expect(throws: EventError.self) { try record(nil).event(OrderPlaced.self) }
        #expect(error?.description == "orders-1@7 is a tombstone, no event.")
    }

    @Test(
        "What is no such event is refused, and the message says where it lies",
        arguments: [
            "", "{", "null", "[]", "\u{0}",
            json.replacing("\"id\":\"evt-1\",", with: ""),
            json.replacing("\"evt-1\"", with: "1"),
            json.replacing("T00", with: " 00"),
            json.replacing("2026-01-01", with: "2026-02-30"),
            json.replacing("89.99", with: "89.999"),
            json.replacing("userId", with: "user"),
            "{\"id\":\"evt-9\",\"type\":\"OrderShipped\",\"time\":\"2026-01-01T00:00:00Z\","
                + "\"payload\":{\"carrier\":\"DHL\"}}",
        ])
    func noSuchEvent(json: String) {
        for _ in 1...2 {
            let error = #expect(throws: EventError.self) {
                try record(json).event(OrderPlaced.self)
            }
            #expect(error?.description.hasPrefix("orders-1@7 holds no OrderPlaced event: ") == true)
        }
    }

    @Test("A record that is not UTF-8 is refused")
    func notUTF8() {
        #expect(throws: EventError.self) {
            try record(bytes: [0x7b, 0xff, 0xfe, 0x7d]).event(OrderPlaced.self)
        }
    }

    private func record(_ json: String?) throws -> ConsumerRecord {
        try record(bytes: json.map { Array($0.utf8) })
    }

    private func record(bytes: [UInt8]?) throws -> ConsumerRecord {
        var batch = RecordBatch([Record(timestamp: Timestamp(milliseconds: 0), value: bytes)])
        batch.assign(baseOffset: 7, leaderEpoch: 0)
        return try ConsumerRecord.records(of: batch, in: TopicPartition("orders", 1))[0]
    }
}
