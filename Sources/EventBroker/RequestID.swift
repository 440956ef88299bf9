/// A request that waits for its answer; unique among a broker's open requests, chosen by the sender.
package struct RequestID: Hashable, Sendable {
    package var rawValue: Int

    package init(rawValue: Int) {
        self.rawValue = rawValue
    }
}
