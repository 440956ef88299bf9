/// A learner's file, and what the exercise expects to find in it.
package struct Submission: Hashable, Sendable {
    /// The path as the learner knows it: diagnostics show it as it is given here.
    package var file: String
    /// The exercise's id, such as `charge-once`.
    package var exercise: String
    /// The protocol that the solution conforms to, such as `ChargeOnce`.
    package var contract: String
    /// The name of the solution's type, such as `Billing`.
    package var type: String

    package init(file: String, exercise: String, contract: String, type: String) {
        self.file = file
        self.exercise = exercise
        self.contract = contract
        self.type = type
    }
}
