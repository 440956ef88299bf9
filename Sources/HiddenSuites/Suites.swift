package import Simulation

/// All hidden suites, one file each.
package enum Suites {
    private static let all = [
        TwoLinesSuite.suite, PartitionKeySuite.suite, ChargeOnceSuite.suite,
    ]

    package static func suite(for exercise: String) -> Suite? {
        all.first { $0.exercise == exercise }
    }
}

/// The grader was built without what it needs to run this contract: a fault of ours.
struct WrongContract: Error {}
