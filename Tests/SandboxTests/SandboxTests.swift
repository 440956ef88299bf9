import EventBroker
import EventClient
import Sandbox
import Testing

@Suite("A sandbox")
struct SandboxTests {
    @Test("prints")
    func prints() throws {
        let sandbox = Sandbox()
        func go(_ command: SandboxCommand) {
            do {
                for h in try sandbox.perform(command) { print(h.event) }
            } catch { print("ERROR", error) }
        }
        go(.createTopic("orders", partitions: 2))
        go(.produce((1...3).map { ProducerRecord(topic: "orders", key: "order-\($0)", value: Array("x".utf8)) }))
        go(.join(Joining(member: "a", group: "g", topics: ["orders"])))
        go(.poll(member: "a", atMost: 2))
        go(.join(Joining(member: "b", group: "g", topics: ["orders"])))
        go(.poll(member: "b", atMost: nil))
        go(.commit(member: "b", nil))
        go(.lose(.answer))
        go(.produce([ProducerRecord(topic: "orders", key: "order-4", value: [])]))
        go(.wait(milliseconds: 30_000))
        go(.pause(member: "a"))
        go(.wait(milliseconds: 11_000))
        go(.resume(member: "a"))
        go(.commit(member: "a", nil))
        go(.poll(member: "a", atMost: nil))
        go(.crash(member: "b"))
        go(.restart(member: "b"))
        go(.wait(milliseconds: 10_000))
        go(.growTopic("orders", partitions: 4))
        go(.wait(milliseconds: 300_000))
        go(.leave(member: "a"))
    }
}
