/// A word of a command line, and how much of it was typed without quotes.
package struct Word: Hashable, Sendable {
    package var text: String
    /// The characters before the first quote or backslash.
    package var plainPrefix: Int

    /// One without quotes, such as the arguments of a process.
    package init(_ text: String) {
        self.init(text, plainPrefix: text.count)
    }

    init(_ text: String, plainPrefix: Int) {
        self.text = text
        self.plainPrefix = plainPrefix
    }
}
