/// The characters a diagram is drawn with. Of a pair, one is for what goes right, one for what
/// goes left.
struct DiagramSigns {
    typealias Pair = (right: String, left: String)

    let lifeline: StyledText
    let waiting: StyledText
    let leaves: Pair
    let arrives: Pair
    let call: String
    let answer: String
    let breaksOff: Pair
    let effect: String
    let fault: String
    let lifecycle: String
    let points: Pair

    static func `for`(_ capabilities: Capabilities) -> DiagramSigns {
        capabilities.unicode ? unicode : ascii
    }

    /// What stands on a lane's line.
    func sign(_ kind: SequenceDiagram.Kind) -> StyledText {
        switch kind {
        case .effect: StyledText(effect)
        case .fault: StyledText(fault, .fault)
        case .lifecycle: StyledText(lifecycle)
        case .call, .answer, .lost: StyledText(leaves.right)
        case .print, .broken, .pause: lifeline
        }
    }

    /// None of these is drawn as an emoji or in two columns anywhere.
    private static let unicode = DiagramSigns(
        lifeline: StyledText("│", .quiet), waiting: StyledText("┊", .quiet),
        leaves: ("├", "┤"), arrives: ("►", "◄"), call: "─", answer: "╌",
        breaksOff: ("✗ lost", "lost ✗"), effect: "◆", fault: "✗", lifecycle: "●",
        points: ("══►", "◄══"))

    private static let ascii = DiagramSigns(
        lifeline: StyledText("|", .quiet), waiting: StyledText(":", .quiet),
        leaves: ("|", "|"), arrives: (">", "<"), call: "-", answer: ".",
        breaksOff: ("x lost", "lost x"), effect: "*", fault: "***", lifecycle: "o",
        points: ("==>", "<=="))
}
