/// A name such as `06-charge-once`: two to six digits, then an id.
struct NumberedName: Hashable {
    let number: Int
    let id: String

    init(number: Int, id: String) {
        self.number = number
        self.id = id
    }

    init?(_ name: String) {
        let parts = name.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, 2...6 ~= parts[0].count, parts[0].allSatisfy(\.isASCIIDigit),
            let number = Int(parts[0]), Self.isID(parts[1])
        else { return nil }
        self.number = number
        id = String(parts[1])
    }

    /// `06-charge-once`
    var text: String { "\(Self.numeral(number))-\(id)" }

    /// `Charge once`
    var title: String {
        let words = id.replacing("-", with: " ")
        return words.prefix(1).uppercased() + words.dropFirst()
    }

    /// Two digits or more, as names begin.
    static func numeral(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }

    /// Ids name folders, targets and protocols: lower-case words and digits, joined by hyphens.
    static func isID(_ text: some StringProtocol) -> Bool {
        text.split(separator: "-", omittingEmptySubsequences: false).allSatisfy { word in
            !word.isEmpty && word.allSatisfy { $0.isASCIIDigit || $0.isASCIILowercase }
        } && !(text.first?.isASCIIDigit ?? true)
    }
}

extension Character {
    var isASCIIDigit: Bool { isASCII && isNumber }
    var isASCIILowercase: Bool { isASCII && isLowercase }
    var isASCIILetter: Bool { isASCII && isLetter }
}
