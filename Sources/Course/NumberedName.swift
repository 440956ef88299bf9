/// A name such as `06-charge-once`: two digits or more, then an id.
struct NumberedName {
    let number: Int
    let id: String

    init?(_ name: String) {
        let parts = name.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].count >= 2, parts[0].allSatisfy(\.isASCIIDigit),
            let number = Int(parts[0]), Self.isID(parts[1])
        else { return nil }
        self.number = number
        id = String(parts[1])
    }

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
