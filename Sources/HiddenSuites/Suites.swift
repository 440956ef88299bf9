package import Simulation

/// All hidden suites, one file each.
package enum Suites {
    /// Only the one that is asked for is made: a grading waits for it.
    package static func suite(for exercise: String) -> Suite? {
        switch exercise {
        case "two-lines": TwoLinesSuite.suite
        case "first-consumer": FirstConsumerSuite.suite
        case "partition-key": PartitionKeySuite.suite
        case "charge-once": ChargeOnceSuite.suite
        case "stock-ledger": StockLedgerSuite.suite
        case "graceful-rebalance": GracefulRebalanceSuite.suite
        case "parallel-in-order": ParallelInOrderSuite.suite
        default: nil
        }
    }

    /// The order that a payment token belongs to; the token itself, if it is none of ours.
    package static func order(paidBy token: String) -> String {
        OrderInput.order(paidBy: token) ?? token
    }
}

/// The grader was built without what it needs to run this contract: a fault of ours.
struct WrongContract: Error {}
