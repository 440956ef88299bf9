/// Text in pieces that each have a meaning.
///
/// It never holds a control character other than a line break: what could steer the terminal is
/// spelled out on the way in, and escape sequences are made only by `rendered(for:)`.
package struct StyledText: Hashable, Sendable {
    package struct Span: Hashable, Sendable {
        package let text: String
        package let style: Style?
    }

    package private(set) var spans: [Span]

    package init(_ text: String = "", _ style: Style? = nil) {
        spans = text.isEmpty ? [] : [Span(text: text.withVisibleControls, style: style)]
    }

    init(characters: some Sequence<StyledCharacter>) {
        spans = []
        var run = ""
        var style: Style?
        for character in characters {
            if character.style != style, !run.isEmpty {
                spans.append(Span(text: run, style: style))
                run = ""
            }
            style = character.style
            run += character.text
        }
        if !run.isEmpty { spans.append(Span(text: run, style: style)) }
    }

    package static func + (left: StyledText, right: StyledText) -> StyledText {
        var sum = left
        sum += right
        return sum
    }

    /// Pieces of one style that meet become one.
    package static func += (left: inout StyledText, right: StyledText) {
        guard let last = left.spans.last, let first = right.spans.first, last.style == first.style
        else {
            left.spans += right.spans
            return
        }
        left.spans[left.spans.count - 1] = Span(text: last.text + first.text, style: last.style)
        left.spans += right.spans.dropFirst()
    }

    package var text: String { spans.map(\.text).joined() }

    package var displayWidth: Int { spans.reduce(0) { $0 + $1.text.displayWidth } }

    package var isEmpty: Bool { spans.isEmpty }

    /// With our signs in ASCII where Unicode may not be used. Comes before any measuring, as it
    /// changes the width.
    package func spelled(for capabilities: Capabilities) -> StyledText {
        guard !capabilities.unicode else { return self }
        var copy = self
        copy.spans = spans.map { Span(text: $0.text.withASCIISigns, style: $0.style) }
        return copy
    }

    /// The bytes for the terminal: escape sequences if it may have colour, else the bare text.
    package func rendered(for capabilities: Capabilities) -> String {
        let spelled = spelled(for: capabilities)
        guard capabilities.colour else { return spelled.text }
        return spelled.spans.reduce(into: "") { output, span in
            guard let style = span.style else {
                output += span.text
                return
            }
            output += "\u{1B}[\(style.parameters)m\(span.text)\u{1B}[0m"
        }
    }

    /// Filled up with spaces to a number of columns.
    package func padded(to columns: Int, right: Bool = false) -> StyledText {
        let filling = StyledText(String(repeating: " ", count: max(0, columns - displayWidth)))
        return right ? filling + self : self + filling
    }

    /// Without what stands in the first columns.
    package func dropping(columns: Int) -> StyledText {
        var left = columns
        return StyledText(
            characters: characters.drop { character in
                left -= character.displayWidth
                return left >= 0
            })
    }

    var characters: [StyledCharacter] {
        spans.flatMap { span in
            span.text.map { StyledCharacter(text: String($0), style: span.style) }
        }
    }
}

extension StyledText: ExpressibleByStringInterpolation {
    package init(stringLiteral value: String) {
        self.init(value)
    }
}

/// One character as the terminal shows it.
struct StyledCharacter: Hashable, Sendable {
    var text: String
    var style: Style?

    var isSpace: Bool { text == " " }
    var isLineBreak: Bool { text == "\n" }
    var displayWidth: Int { text.displayWidth }
}
