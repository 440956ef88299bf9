/// A learner's own use of hash values, which no schedule can show to be wrong: simulated processes
/// share one seed, for they share one process of the machine.
enum HashingByHand {
    /// What a pass doesn't say of such a file; nil for any other one.
    static func remark(on object: ObjectFile) -> String? {
        object.undefinedSymbols.contains(where: isUse) ? remark : nil
    }

    /// Called as a function, or by way of the protocol's table. A type that can be hashed names
    /// neither.
    private static func isUse(_ symbol: String) -> Bool {
        symbol.hasSuffix("9hashValueSivg") || symbol.hasSuffix("9hashValueSivgTj")
            || symbol == "$ss6HasherV8finalizeSiyF"
    }

    private static let remark =
        "One thing this does not cover: your code asks for a hash value. In Swift that is another "
        + "number each time a program starts, and the processes here all share one seed. Keep it "
        + "out of keys, and of all that is stored or sent."
}
