/// A command's words, sorted into arguments and options.
package struct Invocation: Hashable, Sendable {
    private var words: [String: [Word]] = [:]
    private var values: [Option: [String]] = [:]

    package init() {}

    package func has(_ option: Option) -> Bool { values[option] != nil }

    /// The option's last value.
    package subscript(option: Option) -> String? { values[option]?.last }

    /// All that were given for an option that may be repeated, in order.
    package func all(_ option: Option) -> [String] { values[option] ?? [] }

    /// The first word for this argument.
    package subscript(argument: Argument) -> String? { words[argument.name]?.first?.text }

    package func words(for argument: Argument) -> [Word] { words[argument.name] ?? [] }

    mutating func append(_ value: String, to option: Option) {
        values[option, default: []].append(value)
    }

    mutating func append(_ word: Word, to argument: Argument) {
        words[argument.name, default: []].append(word)
    }

    /// With the options that a whole session was started with, where the line has no other.
    func takingOptions(from session: Invocation) -> Invocation {
        var merged = self
        merged.values.merge(session.values) { own, _ in own }
        return merged
    }
}
