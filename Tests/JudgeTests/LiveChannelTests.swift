import Testing

@testable import Judge

@Suite("Messages behind their length")
struct LiveChannelTests {
    @Test("Messages come out whole and in order, however they are cut")
    func cutting() throws {
        let messages: [[UInt8]] = [[1], [], Array(repeating: 7, count: 300)]
        var buffer: [UInt8] = []
        var taken: [[UInt8]] = []
        for byte in messages.flatMap(LiveChannel.frame) {
            buffer.append(byte)
            while let message = try LiveChannel.takeMessage(from: &buffer) { taken.append(message) }
        }
        #expect(taken == messages)
        #expect(buffer.isEmpty)
    }

    @Test("A length that no message has is refused before anything is waited for")
    func tooLong() {
        var buffer: [UInt8] = [255, 255, 255, 255]
        #expect(throws: LiveFlaw()) { try LiveChannel.takeMessage(from: &buffer) }
    }
}
