import Foundation
import Testing

@testable import Terminal

@Suite("Styles")
struct StyleTests {
    @Test("every colour can be read on black and on white", arguments: Style.allCases)
    func contrast(style: Style) {
        guard let index = style.colour else { return }
        let luminance = luminance(ofPaletteIndex: index)
        #expect((luminance + 0.05) / 0.05 >= 3.5, "on black")
        #expect(1.05 / (luminance + 0.05) >= 3.5, "on white")
    }

    @Test("escape sequences are written only where colour is possible, and are closed")
    func rendering() {
        let text = "a " + StyledText("b", .good) + " c"
        let coloured = Capabilities(width: 80, colour: true, unicode: true)
        let bare = Capabilities(width: 80, colour: false, unicode: true)
        #expect(text.rendered(for: coloured) == "a \u{1B}[38;5;28mb\u{1B}[0m c")
        #expect(text.rendered(for: bare) == "a b c")
    }

    @Test("a prompt's escapes are marked, never adjacent, and never last")
    func prompt() {
        let prompt = StyledText("a", .good) + StyledText("b", .quiet)
        let coloured = Capabilities(width: 80, colour: true, unicode: true)
        #expect(
            prompt.prompt(for: coloured)
                == "\u{1}\u{1B}[0;38;5;28m\u{1}a\u{1}\u{1B}[0;38;5;243m\u{1}b\u{1}\u{1B}[0m\u{1} ")
        let ascii = Capabilities(width: 80, colour: false, unicode: false)
        #expect(StyledText("eventlings›").prompt(for: ascii) == "eventlings> ")
    }

    /// WCAG 2.1's relative luminance of xterm's 6 × 6 × 6 cube and its greys.
    private func luminance(ofPaletteIndex index: Int) -> Double {
        let levels = [0, 95, 135, 175, 215, 255]
        let cube = index - 16
        let rgb =
            index >= 232
            ? Array(repeating: 8 + (index - 232) * 10, count: 3)
            : [levels[cube / 36], levels[cube / 6 % 6], levels[cube % 6]]
        let linear = rgb.map { value -> Double in
            let share = Double(value) / 255
            return share <= 0.03928 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    }
}
