/// One line of a diagram, as places that can be written over.
struct DiagramRow {
    /// A wide character is in its first place; its second one is empty.
    private var places: [StyledCharacter] = []

    mutating func put(_ text: StyledText, at column: Int) {
        var next = column
        for character in text.characters {
            let width = character.displayWidth
            if width == 0 {
                join(character, before: next)
                continue
            }
            extend(to: next + width)
            places[next] = character
            for covered in (next + 1)..<(next + width) { places[covered].text = "" }
            next += width
        }
    }

    /// The line without spaces at its end.
    var line: StyledText { StyledText(characters: places).trimmed }

    /// A combining mark belongs to what stands before it.
    private mutating func join(_ mark: StyledCharacter, before column: Int) {
        extend(to: max(column, 1))
        let base = places[..<max(column, 1)].lastIndex { !$0.text.isEmpty } ?? 0
        places[base].text += mark.text
    }

    private mutating func extend(to count: Int) {
        while places.count < count { places.append(StyledCharacter(text: " ")) }
    }
}
