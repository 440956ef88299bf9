import Testing

@testable import Eventlings

@Suite("Packing station and warehouse")
struct IdempotentServiceTests {
    @Test("Packing an order again changes nothing")
    func packing() async throws {
        let local = LocalServices()
        let packing = PackingStation(local)
        for order in ["order-2", "order-1", "order-2"] { try await packing.pack(order) }
        #expect(local.services.packing.packed == ["order-2", "order-1"])
        #expect(local.services.changes == 2)
    }

    @Test("Reserving for an order again changes nothing")
    func reserving() async throws {
        let local = LocalServices()
        let warehouse = Warehouse(local)
        for order in ["order-2", "order-1", "order-2"] { try await warehouse.reserve(order) }
        #expect(local.services.warehouse.reserved == ["order-2", "order-1"])
        #expect(local.services.changes == 2)
    }

    @Test("A lost call is a timeout, whether it took effect or not; the retry makes it once")
    func timeouts() async throws {
        for (mishap, effects) in [(LocalServices.Mishap.lostRequest, 0), (.lostAnswer, 1)] {
            let local = LocalServices(mishaps: [0: mishap, 2: mishap])
            let packing = PackingStation(local)
            let warehouse = Warehouse(local)
            await #expect(throws: ServiceError.timedOut) { try await packing.pack("order-1") }
            #expect(local.services.packing.packed.count == effects)
            try await packing.pack("order-1")
            await #expect(throws: ServiceError.timedOut) { try await warehouse.reserve("order-1") }
            #expect(local.services.warehouse.reserved.count == effects)
            try await warehouse.reserve("order-1")
            #expect(local.services.changes == 2)
        }
    }

    @Test("Only a snapshot is without effect")
    func effects() {
        #expect(!ServiceRequest.begin.hasEffect)
        #expect(ServiceRequest.pack(orderId: "order-1").hasEffect)
        #expect(ServiceRequest.save(DatabaseChanges(basedOn: 0)).hasEffect)
    }
}
