/// The functions of expressions: how they are written and what they give.
enum Signature: String, CaseIterable {
    case records, keyed, saying, offset, committed, position, lag, owner, partition, count

    static let names = allCases.map(\.rawValue)

    var usage: String {
        switch self {
        case .records: "`records(TOPIC)` or `records(TOPIC, PARTITION)`"
        case .keyed: "`keyed(TOPIC, KEY)`, a key of digits in quotes"
        case .saying: "`saying(TOPIC, TEXT)`"
        case .offset: "`offset(TOPIC, TEXT)`"
        case .committed: "`committed(GROUP, TOPIC, PARTITION)`"
        case .position: "`position(MEMBER, TOPIC, PARTITION)`"
        case .lag: "`lag(GROUP)`"
        case .owner: "`owner(GROUP, TOPIC, PARTITION)`"
        case .partition: "`partition(TOPIC, KEY)`, a key of digits in quotes"
        case .count: "`count(CALL)` or `count(CALL, SUBJECT)`"
        }
    }

    var takesPartition: Bool {
        switch self {
        case .records, .committed, .position, .owner: true
        case .keyed, .saying, .offset, .lag, .partition, .count: false
        }
    }

    /// Nil if these are not the arguments that it takes.
    func call(_ arguments: [CallArgument]) -> Lesson.Expression.Call? {
        let strings = arguments.compactMap(\.string)
        let partitions = arguments.dropFirst(strings.count).compactMap(\.partition)
        guard strings.count + partitions.count == arguments.count else { return nil }
        return switch (self, strings.count, partitions.count) {
        case (.records, 1, 0): .records(topic: strings[0], nil)
        case (.records, 1, 1): .records(topic: strings[0], partitions[0])
        case (.keyed, 2, 0): .keyed(topic: strings[0], key: strings[1])
        case (.saying, 2, 0): .saying(topic: strings[0], text: strings[1])
        case (.offset, 2, 0): .offset(topic: strings[0], text: strings[1])
        case (.committed, 2, 1): .committed(group: strings[0], topic: strings[1], partitions[0])
        case (.position, 2, 1): .position(member: strings[0], topic: strings[1], partitions[0])
        case (.lag, 1, 0): .lag(group: strings[0])
        case (.owner, 2, 1): .owner(group: strings[0], topic: strings[1], partitions[0])
        case (.partition, 2, 0): .partition(topic: strings[0], key: strings[1])
        case (.count, 1, 0): .count(call: strings[0], subject: nil)
        case (.count, 2, 0): .count(call: strings[0], subject: strings[1])
        default: nil
        }
    }
}

enum CallArgument {
    case string(String)
    case partition(Lesson.Expression.Partition)

    var string: String? {
        if case .string(let string) = self { string } else { nil }
    }

    var partition: Lesson.Expression.Partition? {
        if case .partition(let partition) = self { partition } else { nil }
    }
}

extension Lesson.Expression {
    /// What a value can be, known before it is evaluated.
    struct Kinds: OptionSet, Hashable, CustomStringConvertible {
        let rawValue: Int

        static let number = Self(rawValue: 1)
        static let string = Self(rawValue: 2)
        static let boolean = Self(rawValue: 4)
        static let nothing = Self(rawValue: 8)

        /// Whether a value of the one can equal a value of the other, and not only by both being
        /// nothing.
        func mayEqual(_ other: Self) -> Bool {
            let shared = intersection(other)
            return shared == .nothing ? self == .nothing || other == .nothing : !shared.isEmpty
        }

        var description: String {
            let names: [(Self, String)] = [
                (.number, "a number"), (.string, "a text"), (.boolean, "true or false"),
                (.nothing, "none"),
            ]
            return names.filter { contains($0.0) }.map(\.1).joined(separator: " or ")
        }
    }

    var kinds: Kinds {
        switch root {
        case .condition: .boolean
        case .call(let call): call.kinds
        }
    }
}

extension Lesson.Expression.Value {
    var kinds: Lesson.Expression.Kinds {
        switch self {
        case .number: .number
        case .string: .string
        case .boolean: .boolean
        case .none: .nothing
        }
    }
}

extension Lesson.Expression.Call {
    var kinds: Lesson.Expression.Kinds {
        switch self {
        case .records, .keyed, .saying, .lag, .partition, .count: .number
        case .offset, .committed, .position: [.number, .nothing]
        case .owner: [.string, .nothing]
        }
    }
}

extension Lesson.Expression.Operand {
    var kinds: Lesson.Expression.Kinds {
        switch self {
        case .value(let value): value.kinds
        case .call(let call): call.kinds
        }
    }

    var isCall: Bool {
        if case .call = self { true } else { false }
    }
}

extension Lesson.Expression.Comparison {
    /// `< <= > >=`, which compare numbers only.
    var isOfOrder: Bool {
        switch self {
        case .less, .lessOrEqual, .greater, .greaterOrEqual: true
        case .equal, .unequal: false
        }
    }
}
