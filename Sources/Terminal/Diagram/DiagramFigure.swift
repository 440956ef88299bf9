/// A step as it is drawn: a shape between or at lanes, and its texts in the terminal's spelling.
struct DiagramFigure {
    enum Shape: Hashable {
        case arrow(from: Int, to: Int, Shaft)
        /// A sign on the lane's line, and the text beside it.
        case mark(lane: Int, sign: StyledText)
        /// A pointer to the lane's line.
        case pointer(lane: Int)
        /// No lane of its own.
        case across
    }

    enum Shaft: Hashable {
        case call, answer, lost
    }

    let step: SequenceDiagram.Step
    let lane: Int?
    let shape: Shape
    let time: StyledText
    let text: StyledText

    init(
        _ step: SequenceDiagram.Step, lanes: [String], signs: DiagramSigns,
        capabilities: Capabilities
    ) {
        let lane = step.kind == .pause ? nil : lanes.firstIndex(of: step.lane)
        let peer = step.peer.flatMap(lanes.firstIndex).flatMap { $0 == lane ? nil : $0 }
        let shaft = Shaft(step.kind)
        var text = step.styledText
        if shaft != nil, peer == nil, let other = step.peer { text = "to \(other): " + text }
        if lane == nil, step.kind != .pause, !step.lane.isEmpty { text = "\(step.lane): " + text }
        self.step = step
        self.lane = lane
        self.text = text.spelled(for: capabilities)
        time = StyledText(step.time, .quiet).spelled(for: capabilities)
        shape =
            switch (lane, peer, shaft) {
            case (let lane?, let peer?, let shaft?): .arrow(from: lane, to: peer, shaft)
            case (let lane?, _, _) where step.kind == .broken: .pointer(lane: lane)
            case (let lane?, _, _): .mark(lane: lane, sign: signs.sign(step.kind))
            case (nil, _, _): .across
            }
    }

    /// The room that lets the text stand in one row; beside a sign it may lie across other lanes.
    func demand(lanes count: Int, signs: DiagramSigns) -> DiagramLayout.Demand {
        let (lanes, frame) =
            switch shape {
            case .arrow(let from, let to, let shaft):
                (min(from, to)..<max(from, to), Arrow.frame(shaft, signs))
            case .mark(let lane, let sign): (lane..<count, sign.displayWidth + 1)
            case .pointer(let lane): (lane..<count, signs.points.left.displayWidth + 2)
            case .across: (0..<count, 2)
            }
        return DiagramLayout.Demand(lanes: lanes, frame: frame, text: text)
    }
}

extension DiagramFigure.Shaft {
    fileprivate init?(_ kind: SequenceDiagram.Kind) {
        switch kind {
        case .call: self = .call
        case .answer: self = .answer
        case .lost: self = .lost
        case .effect, .fault, .print, .lifecycle, .broken, .pause: return nil
        }
    }
}

extension SequenceDiagram.Step {
    fileprivate var styledText: StyledText {
        switch kind {
        case .fault: StyledText(text, .fault)
        case .print: "prints " + StyledText("\"\(text)\"", .code)
        case .broken: StyledText("PROMISE BROKEN: \(text)", .bad)
        case .lifecycle: StyledText(text, .emphasis)
        case .pause: StyledText(text, .quiet)
        case .call, .answer, .lost, .effect: StyledText(text)
        }
    }
}
