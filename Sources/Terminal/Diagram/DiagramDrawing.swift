extension SequenceDiagram {
    func drawing(for capabilities: Capabilities) -> Pieces {
        let signs = DiagramSigns.for(capabilities)
        let names = lanes.map { StyledText($0, .title).spelled(for: capabilities) }
        let figures = steps.map {
            DiagramFigure($0, lanes: lanes, signs: signs, capabilities: capabilities)
        }
        let layout = DiagramLayout(
            width: capabilities.width,
            times: figures.map(\.time) + [DiagramDrawing.timeTitle],
            names: names,
            demands: figures.map { $0.demand(lanes: lanes.count, signs: signs) })
        var drawing = DiagramDrawing(pen: DiagramPen(layout: layout, signs: signs))
        return Pieces(heading: drawing.header(names), steps: figures.map { drawing.rows(of: $0) })
    }
}

/// Puts figures under each other, and knows whose line goes on.
struct DiagramDrawing {
    static let timeTitle = StyledText("time", .quiet)

    private let pen: DiagramPen
    private var layout: DiagramLayout { pen.layout }
    /// Lanes whose process has crashed and has not been seen since.
    private var dead: Set<Int> = []

    init(pen: DiagramPen) {
        self.pen = pen
    }

    /// The lanes' names, and the beginning of their lines.
    func header(_ names: [StyledText]) -> [StyledText] {
        let strokes = names.enumerated().flatMap { lane, name in
            let column = layout.columns[lane]
            return name.wrapped(to: layout.end(of: lane) - column - 1).enumerated().map {
                Stroke(row: $0, column: column, text: $1)
            }
        }
        return lines(strokes, time: Self.timeTitle, lifeline: "")
            + lines([], time: "", lifeline: pen.signs.lifeline)
    }

    mutating func rows(of figure: DiagramFigure) -> [StyledText] {
        if let lane = figure.lane {
            if figure.step.isCrash {
                dead.insert(lane)
            } else if figure.step.isSignOfLife {
                dead.remove(lane)
            }
        }
        let isPause = figure.step.kind == .pause
        return lines(
            pen.strokes(figure), time: figure.time,
            lifeline: isPause ? pen.signs.waiting : pen.signs.lifeline)
    }

    private func lines(
        _ strokes: [Stroke], time: StyledText, lifeline: StyledText
    ) -> [StyledText] {
        let times = time.wrapped(to: layout.timeWidth)
        let last = strokes.map(\.row).max() ?? 0
        return (0...max(last, times.count - 1)).map { index in
            var row = DiagramRow()
            if index < times.count {
                let time = times[index].padded(to: layout.timeWidth, right: true)
                row.put(time, at: DiagramLayout.margin)
            }
            for (lane, column) in layout.columns.enumerated() where !dead.contains(lane) {
                row.put(lifeline, at: column)
            }
            for stroke in strokes where stroke.row == index {
                row.put(stroke.text, at: stroke.column)
            }
            return row.line
        }
    }
}

extension SequenceDiagram.Step {
    /// Ends its lane's line.
    package var isCrash: Bool { kind == .fault && text.lowercased().hasPrefix("crash") }

    /// Takes its lane's line up again.
    package var isSignOfLife: Bool {
        switch kind {
        case .call, .print, .lifecycle: true
        case .answer, .lost, .effect, .fault, .broken, .pause: false
        }
    }
}
