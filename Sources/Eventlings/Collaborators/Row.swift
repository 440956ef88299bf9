/// A value in a column.
public enum Value: Codable, Hashable, Sendable, ExpressibleByStringLiteral,
    ExpressibleByIntegerLiteral
{
    case text(String)
    case integer(Int64)

    public init(stringLiteral text: String) { self = .text(text) }
    public init(integerLiteral number: Int64) { self = .integer(number) }

    public var text: String? { if case .text(let text) = self { text } else { nil } }
    public var integer: Int64? { if case .integer(let number) = self { number } else { nil } }
}

extension Value: CustomStringConvertible {
    public var description: String {
        switch self {
        case .text(let text): text
        case .integer(let number): String(number)
        }
    }
}

/// A row of a table, as columns by name: `["status": "pending", "amount": 40]`.
public struct Row: Codable, Hashable, Sendable, ExpressibleByDictionaryLiteral {
    private var columns: [String: Value]

    public init(dictionaryLiteral elements: (String, Value)...) {
        columns = Dictionary(elements, uniquingKeysWith: { _, last in last })
    }

    public subscript(column: String) -> Value? {
        get { columns[column] }
        set { columns[column] = newValue }
    }

    /// Takes over the given columns and keeps the others.
    mutating func replace(with row: Row) {
        columns.merge(row.columns) { _, new in new }
    }
}

extension Row: CustomStringConvertible {
    public var description: String {
        columns.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
            .joined(separator: " ")
    }
}
