extension Lesson {
    /// A question about the state of a sandbox or a play, such as `committed(billing, orders, 0) == 2`.
    ///
    /// Kinds are checked when it is read, so that evaluating it fails only for want of a topic, a
    /// group or a member.
    package struct Expression: Hashable, Sendable {
        /// As it was written.
        package let text: String
        let root: Root
    }
}

extension Lesson.Expression {
    package enum Value: Hashable, Sendable {
        case number(Int)
        case string(String)
        case boolean(Bool)
        /// What is not there: no commit yet, no owner.
        case none
    }

    enum Root: Hashable, Sendable {
        case condition(Condition)
        case call(Call)
    }

    indirect enum Condition: Hashable, Sendable {
        case comparison(Comparison, Operand, Operand)
        case not(Condition)
        case and([Condition])
        case or([Condition])
    }

    enum Comparison: String, Hashable, Sendable, CaseIterable {
        case equal = "=="
        case unequal = "!="
        case lessOrEqual = "<="
        case greaterOrEqual = ">="
        case less = "<"
        case greater = ">"
    }

    enum Operand: Hashable, Sendable {
        case value(Value)
        case call(Call)
    }

    enum Call: Hashable, Sendable {
        case records(topic: String, Partition?)
        case keyed(topic: String, key: String)
        case saying(topic: String, text: String)
        case offset(topic: String, text: String)
        case committed(group: String, topic: String, Partition)
        case position(member: String, topic: String, Partition)
        case lag(group: String)
        case owner(group: String, topic: String, Partition)
        case partition(topic: String, key: String)
        case count(call: String, subject: String?)
    }

    enum Partition: Hashable, Sendable {
        case number(Int)
        case ofKey(topic: String, key: String)
    }
}

extension Lesson.Expression.Value: CustomStringConvertible {
    /// As one writes it in an expression.
    package var description: String {
        switch self {
        case .number(let number): String(number)
        case .string(let string):
            "\"" + string.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
        case .boolean(let boolean): String(boolean)
        case .none: "none"
        }
    }
}
