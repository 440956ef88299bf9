extension Lesson.Expression {
    /// What the expression gives now.
    ///
    /// Nothing (`none`) equals only itself; `< <= > >=` with it are false. `and` and `or` ask no
    /// more than they need.
    package func value(in state: some ExpressionState) throws(ExpressionStateError) -> Value {
        switch root {
        case .condition(let condition): .boolean(try condition.holds(in: state))
        case .call(let call): try call.value(in: state)
        }
    }
}

extension Lesson.Expression.Condition {
    fileprivate func holds(in state: some ExpressionState) throws(ExpressionStateError) -> Bool {
        switch self {
        case .comparison(let comparison, let left, let right):
            return comparison.holds(try left.value(in: state), try right.value(in: state))
        case .not(let condition):
            return !(try condition.holds(in: state))
        case .and(let conditions):
            for condition in conditions where !(try condition.holds(in: state)) { return false }
            return true
        case .or(let conditions):
            for condition in conditions where try condition.holds(in: state) { return true }
            return false
        }
    }
}

extension Lesson.Expression.Comparison {
    fileprivate func holds(
        _ left: Lesson.Expression.Value, _ right: Lesson.Expression.Value
    ) -> Bool {
        switch (self, left, right) {
        case (.equal, _, _): left == right
        case (.unequal, _, _): left != right
        case (.less, .number(let left), .number(let right)): left < right
        case (.lessOrEqual, .number(let left), .number(let right)): left <= right
        case (.greater, .number(let left), .number(let right)): left > right
        case (.greaterOrEqual, .number(let left), .number(let right)): left >= right
        default: false
        }
    }
}

extension Lesson.Expression.Operand {
    fileprivate func value(
        in state: some ExpressionState
    ) throws(ExpressionStateError) -> Lesson.Expression.Value {
        switch self {
        case .value(let value): value
        case .call(let call): try call.value(in: state)
        }
    }
}

extension Lesson.Expression.Call {
    fileprivate func value(
        in state: some ExpressionState
    ) throws(ExpressionStateError) -> Lesson.Expression.Value {
        switch self {
        case .records(let topic, nil):
            .number(try state.records(topic: topic))
        case .records(let topic, let partition?):
            .number(
                try state.records(topic: topic, partition: partition.number(in: state)))
        case .keyed(let topic, let key):
            .number(try state.keyed(topic: topic, key: key))
        case .saying(let topic, let text):
            .number(try state.saying(topic: topic, text: text).count)
        case .offset(let topic, let text):
            .init(try state.saying(topic: topic, text: text).first)
        case .committed(let group, let topic, let partition):
            .init(
                try state.committed(
                    group: group, topic: topic, partition: partition.number(in: state)))
        case .position(let member, let topic, let partition):
            .init(
                try state.position(
                    member: member, topic: topic, partition: partition.number(in: state)))
        case .lag(let group):
            .number(try state.lag(group: group))
        case .owner(let group, let topic, let partition):
            .init(
                try state.owner(
                    group: group, topic: topic, partition: partition.number(in: state)))
        case .partition(let topic, let key):
            .number(try state.partition(topic: topic, key: key))
        case .count(let call, let subject):
            .number(try state.count(call: call, subject: subject))
        }
    }
}

extension Lesson.Expression.Partition {
    fileprivate func number(in state: some ExpressionState) throws(ExpressionStateError) -> Int {
        switch self {
        case .number(let number): number
        case .ofKey(let topic, let key): try state.partition(topic: topic, key: key)
        }
    }
}

extension Lesson.Expression.Value {
    fileprivate init(_ number: Int?) {
        self = number.map(Self.number) ?? .none
    }

    fileprivate init(_ string: String?) {
        self = string.map(Self.string) ?? .none
    }
}
