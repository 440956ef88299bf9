import Terminal

/// Draws one step after the other into the columns of its lanes.
///
/// Every lane is a column of a grid, its line the column's middle. So a margin of half a column
/// takes a box from the edge of its columns to the lines.
struct StoryPageDrawing {
    private let lanes: [String]
    /// Lanes whose process has crashed and has not been seen since.
    private var dead: Set<Int> = []

    init(lanes: [String]) {
        self.lanes = lanes
    }

    mutating func html(of step: SequenceDiagram.Step) -> String {
        let lane = step.kind == .pause ? nil : lanes.firstIndex(of: step.lane)
        if let lane {
            if step.isCrash { dead.insert(lane) } else if step.isSignOfLife { dead.remove(lane) }
        }
        let lines = lanes.indices.filter { !dead.contains($0) }.map {
            "<i style=\"grid-column: \($0 + 1)\"></i>"
        }
        return lines.joined() + figure(of: step, at: lane)
    }

    private func figure(of step: SequenceDiagram.Step, at lane: Int?) -> String {
        guard let lane else {
            let place = lanes.contains(step.lane) || step.lane.isEmpty ? "" : "\(step.lane): "
            return box("across", 0, max(0, lanes.count - 1), "", place + step.text)
        }
        let peer = step.peer.flatMap { lanes.firstIndex(of: $0) }
        switch step.kind {
        case .call, .answer, .lost:
            guard let peer, peer != lane else { return beside(lane, step) }
            let half = "margin: 0 calc(50% / \(abs(peer - lane) + 1))"
            let side = peer > lane ? "right" : "left"
            let text = step.kind == .lost ? "✗ \(step.text)" : step.text
            return box("arrow \(side)", min(lane, peer), max(lane, peer), half, text)
        case .effect, .fault, .print, .lifecycle, .broken, .pause: return beside(lane, step)
        }
    }

    /// From the lane's line to the edge where there is more room.
    private func beside(_ lane: Int, _ step: SequenceDiagram.Step) -> String {
        let isLeft = lane >= (lanes.count + 1) / 2
        let (sign, text) = (step.kind.sign, step.kind.words(step.text))
        return isLeft
            ? box(
                "mark left", 0, lane, "margin-right: calc(50% / \(lane + 1))", "\(text) \(sign)")
            : box(
                "mark right", lane, lanes.count - 1,
                "margin-left: calc(50% / \(lanes.count - lane))", "\(sign) \(text)")
    }

    private func box(
        _ name: String, _ first: Int, _ last: Int, _ style: String, _ text: String
    ) -> String {
        "<div class=\"\(name)\" style=\"grid-column: \(first + 1) / \(last + 2); \(style)\">"
            + "<span>\(text.inHTML)</span></div>"
    }
}

extension SequenceDiagram.Kind {
    fileprivate var sign: String {
        switch self {
        case .effect: "◆"
        case .fault: "✗"
        case .lifecycle: "●"
        case .call, .answer, .lost, .print, .broken, .pause: ""
        }
    }

    fileprivate func words(_ text: String) -> String {
        switch self {
        case .print: "prints “\(text)”"
        case .broken: "PROMISE BROKEN: \(text)"
        default: text
        }
    }
}
