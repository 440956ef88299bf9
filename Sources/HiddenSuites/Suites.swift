package import Simulation

/// All hidden suites, one file each.
package enum Suites {
    private static let all = [
        TwoLinesSuite.suite, FirstConsumerSuite.suite, PartitionKeySuite.suite,
        ChargeOnceSuite.suite,
    ]

    package static func suite(for exercise: String) -> Suite? {
        all.first { $0.exercise == exercise }
    }

    /// The order that a payment token belongs to; the token itself, if it is none of ours.
    package static func order(paidBy token: String) -> String {
        OrderInput.order(paidBy: token) ?? token
    }
}

/// The grader was built without what it needs to run this contract: a fault of ours.
struct WrongContract: Error {}
