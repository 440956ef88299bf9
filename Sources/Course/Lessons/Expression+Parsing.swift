extension Lesson.Expression {
    /// Reads an expression; the grammar is in `Lessons/README.md`.
    package init(_ text: String) throws(SyntaxError) {
        var parser = ExpressionParser(tokens: try Self.tokens(of: text))
        root = try parser.root()
        self.text = text
    }
}

extension Lesson.Expression.Value {
    /// Reads one value: `3`, `"a b"`, a bare word as a string, `true`, `false` or `none`.
    package init(_ text: String) throws(Lesson.Expression.SyntaxError) {
        let tokens = try Lesson.Expression.tokens(of: text)
        guard tokens.count == 2, let value = Self(tokens[0].kind) else {
            throw Lesson.Expression.SyntaxError(
                column: tokens[0].column,
                what: "write one value: a number, a name, a text in quotes, `true`, `false` or "
                    + "`none`")
        }
        self = value
    }

    fileprivate init?(_ token: Lesson.Expression.Token.Kind) {
        switch token {
        case .number(let number): self = .number(number)
        case .string(let string): self = .string(string)
        case .word("true"): self = .boolean(true)
        case .word("false"): self = .boolean(false)
        case .word("none"): self = .none
        case .word(let word):
            if ExpressionParser.connectives.contains(word) { return nil }
            self = .string(word)
        default: return nil
        }
    }
}

/// Recursive descent; what nests is limited, so that no text can exhaust the stack.
private struct ExpressionParser {
    typealias Expression = Lesson.Expression
    typealias SyntaxError = Expression.SyntaxError

    static let connectives = ["and", "or", "not"]
    private static let deepest = 32

    private let tokens: [Expression.Token]
    private var position = 0
    private var depth = 0

    init(tokens: [Expression.Token]) {
        self.tokens = tokens
    }

    /// The last token is the end, and is never taken.
    private var next: Expression.Token { tokens[position] }

    private var isCall: Bool {
        guard case .word(let word) = next.kind, !Self.connectives.contains(word),
            position + 1 < tokens.count
        else { return false }
        return tokens[position + 1].kind == .open
    }

    private mutating func take(_ kind: Expression.Token.Kind) -> Bool {
        guard next.kind == kind else { return false }
        position += 1
        return true
    }

    private func error(_ what: String, at column: Int? = nil) -> SyntaxError {
        SyntaxError(column: column ?? next.column, what: what)
    }

    mutating func root() throws(SyntaxError) -> Expression.Root {
        if isCall {
            let call = try call()
            if next.kind == .end { return .call(call) }
            position = 0
        }
        let condition = try condition()
        guard next.kind == .end else {
            throw error("the expression should end here; `and` and `or` join two comparisons")
        }
        return .condition(condition)
    }

    private mutating func condition() throws(SyntaxError) -> Expression.Condition {
        var operands = [try conjunction()]
        while take(.word("or")) { operands.append(try conjunction()) }
        return operands.count == 1 ? operands[0] : .or(operands)
    }

    private mutating func conjunction() throws(SyntaxError) -> Expression.Condition {
        var operands = [try negation()]
        while take(.word("and")) { operands.append(try negation()) }
        return operands.count == 1 ? operands[0] : .and(operands)
    }

    private mutating func negation() throws(SyntaxError) -> Expression.Condition {
        let start = next.column
        let isNegated = take(.word("not"))
        guard isNegated || take(.open) else { return try comparison() }
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.deepest else {
            throw error("this is nested too deeply; write a simpler expression", at: start)
        }
        if isNegated { return .not(try negation()) }
        let condition = try condition()
        guard take(.close) else {
            throw error("a `)` is missing for the `(` at column \(start)")
        }
        return condition
    }
}

// MARK: Comparisons

extension ExpressionParser {
    private mutating func comparison() throws(SyntaxError) -> Expression.Condition {
        let start = next.column
        let left = try operand()
        let sign = next
        guard case .comparison(let comparison) = sign.kind else {
            throw error("a comparison is missing here: == != < <= > or >=")
        }
        position += 1
        let rightStart = next.column
        let right = try operand()
        guard left.isCall || right.isCall else {
            throw error("neither side asks about the state; call a function on one", at: start)
        }
        if comparison.isOfOrder {
            for (operand, column) in [(left, start), (right, rightStart)]
            where !operand.kinds.contains(.number) {
                throw error(
                    "`\(comparison.rawValue)` compares numbers, and this is \(operand.kinds)",
                    at: column)
            }
        } else if !left.kinds.mayEqual(right.kinds) {
            throw error(
                "these are never equal: \(left.kinds) and \(right.kinds)", at: sign.column)
        }
        return .comparison(comparison, left, right)
    }

    private mutating func operand() throws(SyntaxError) -> Expression.Operand {
        if isCall { return .call(try call()) }
        guard let value = Expression.Value(next.kind) else {
            throw error("a value is missing here: a function, a number, a name or a text in quotes")
        }
        if case .boolean = value {
            throw error("a comparison is true or false by itself; leave this out, or use `not`")
        }
        position += 1
        return .value(value)
    }
}

// MARK: Calls

extension ExpressionParser {
    private mutating func call() throws(SyntaxError) -> Expression.Call {
        let name = next
        guard case .word(let word) = name.kind else { throw error("a function is missing here") }
        guard let signature = Signature(rawValue: word) else {
            let meant = nearest(to: word, among: Signature.names).map { "; did you mean `\($0)`?" }
            throw error(
                "there is no function `\(word)`"
                    + (meant ?? "; there are \(Signature.names.joined(separator: ", "))"))
        }
        position += 2
        let arguments = try arguments(of: signature)
        guard let call = signature.call(arguments) else {
            throw error("write \(signature.usage)", at: name.column)
        }
        return call
    }

    /// Up to and with the closing parenthesis.
    private mutating func arguments(
        of signature: Signature
    ) throws(SyntaxError) -> [CallArgument] {
        var arguments: [CallArgument] = []
        if take(.close) { return arguments }
        repeat {
            arguments.append(try argument(of: signature))
        } while take(.comma)
        guard take(.close) else {
            throw error("a `,` or a `)` is missing here; write \(signature.usage)")
        }
        return arguments
    }

    private mutating func argument(of signature: Signature) throws(SyntaxError) -> CallArgument {
        if isCall { return .partition(try partition(in: signature)) }
        guard let value = Expression.Value(next.kind) else {
            throw error("an argument is missing here; write \(signature.usage)")
        }
        switch value {
        case .number(let number):
            position += 1
            return .partition(.number(number))
        case .string(let string):
            position += 1
            return .string(string)
        default:
            throw error("a name that means something else goes in quotes: \"\(value)\"")
        }
    }

    private mutating func partition(
        in signature: Signature
    ) throws(SyntaxError) -> Expression.Partition {
        guard signature.takesPartition, next.kind == .word(Signature.partition.rawValue),
            case .partition(let topic, let key) = try call()
        else {
            throw error("only `partition(TOPIC, KEY)` may stand here, for a partition's number")
        }
        return .ofKey(topic: topic, key: key)
    }
}
