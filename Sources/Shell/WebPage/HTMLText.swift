import Terminal

extension String {
    /// As text or as an attribute's value in HTML and in XML. Nothing in it can end an element, and
    /// what could steer a reader is spelled out as on a terminal.
    var inHTML: String {
        withVisibleControls.unicodeScalars.reduce(into: "") { text, scalar in
            switch scalar {
            case "&": text += "&amp;"
            case "<": text += "&lt;"
            case ">": text += "&gt;"
            case "\"": text += "&quot;"
            case "'": text += "&#39;"
            case "\u{FFFE}", "\u{FFFF}": text += "\u{FFFD}"
            default: text.unicodeScalars.append(scalar)
            }
        }
    }
}
