/// An arrow between the lines of two lanes.
struct Arrow {
    let from: Int
    let to: Int
    let shaft: DiagramFigure.Shaft

    var left: Int { min(from, to) }
    private var right: Int { max(from, to) }
    private var pointsRight: Bool { from < to }
    /// The columns between the two lines.
    private var inside: Int { right - left - 1 }

    /// The columns for a text on the arrow.
    func room(_ signs: DiagramSigns) -> Int {
        inside - Self.frame(shaft, signs) + 1
    }

    /// What an arrow needs around its text, the line it starts from included.
    static func frame(_ shaft: DiagramFigure.Shaft, _ signs: DiagramSigns) -> Int {
        let shaftAndSpaces = "- " + " -"
        let end = shaft == .lost ? signs.breaksOff.right.displayWidth + 1 : 1
        return 1 + shaftAndSpaces.count + end
    }

    /// The first line of the text interrupts the shaft, the others stand below it.
    func strokes(_ text: [StyledText], _ signs: DiagramSigns) -> [Stroke] {
        let below = text.dropFirst().enumerated().map { index, line in
            let padded = " " + line + " "
            let column = pointsRight ? left + 2 : right - 1 - padded.displayWidth
            return Stroke(row: index + 1, column: column, text: padded)
        }
        return shaftStrokes(text.first ?? "", signs) + below
    }

    private func shaftStrokes(_ text: StyledText, _ signs: DiagramSigns) -> [Stroke] {
        let root = Stroke(
            row: 0, column: from,
            text: StyledText(pointsRight ? signs.leaves.right : signs.leaves.left))
        var column = left + 1
        let parts = parts(text, signs)
        return [root]
            + (pointsRight ? parts : parts.reversed()).compactMap { part in
                defer { column += part.width }
                return part.text.map { Stroke(row: 0, column: column, text: $0) }
            }
    }

    /// A piece of the arrow; without text, what lies below shows through.
    private struct Part {
        let width: Int
        let text: StyledText?
    }

    /// From the sender to the receiver.
    private func parts(_ text: StyledText, _ signs: DiagramSigns) -> [Part] {
        func drawn(_ text: StyledText) -> Part { Part(width: text.displayWidth, text: text) }
        func line(_ length: Int) -> Part {
            let sign = shaft == .answer ? signs.answer : signs.call
            return drawn(StyledText(String(repeating: sign, count: max(0, length))))
        }
        let beginning = text.isEmpty ? [] : [line(1), drawn(" " + text + " ")]
        let rest = inside - beginning.reduce(0) { $0 + $1.width }
        guard shaft == .lost else {
            let head = drawn(StyledText(pointsRight ? signs.arrives.right : signs.arrives.left))
            return beginning + [line(rest - head.width), head]
        }
        let loss = drawn(
            StyledText(pointsRight ? signs.breaksOff.right : signs.breaksOff.left, .fault))
        let length = max(1, (rest - loss.width) / 2)
        return beginning + [line(length), loss, Part(width: rest - length - loss.width, text: nil)]
    }
}
