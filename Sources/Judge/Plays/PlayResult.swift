/// What playing one schedule came to: its story, and what took effect in it.
package struct PlayResult: Codable, Hashable, Sendable {
    /// How often a call took effect. One that changed nothing, as a charge with a known key, does
    /// not count.
    package struct Effect: Codable, Hashable, Sendable {
        package var call: CallName
        /// What it was about, such as an order; nil counts the call with every subject.
        package var subject: String?
        package var count: Int

        package init(call: CallName, subject: String?, count: Int) {
            self.call = call
            self.subject = subject
            self.count = count
        }
    }

    /// On this one run. Its story is there unless the program could not be played at all.
    package var verdict: Verdict
    /// In the order in which they first happened.
    package var effects: [Effect]
    /// Why a named fault found nothing to strike; nil if all of them struck.
    package var missed: String?

    package init(verdict: Verdict, effects: [Effect] = [], missed: String? = nil) {
        self.verdict = verdict
        self.effects = effects
        self.missed = missed
    }

    /// How often a call took effect: `count(call: "gateway.charge", subject: "order-1")`.
    ///
    /// - Returns: Nil if no call has this name.
    package func count(call: String, subject: String? = nil) -> Int? {
        guard let call = CallName(word: call) else { return nil }
        return effects.first { $0.call == call && $0.subject == subject }?.count ?? 0
    }
}
