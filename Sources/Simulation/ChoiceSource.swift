/// A choice point that a run has met: its kind, and how many options it had beside the plain course.
package struct OpenPoint: Hashable, Sendable {
    package var kind: ChoiceKind
    package var options: UInt8

    package init(kind: ChoiceKind, options: UInt8) {
        self.kind = kind
        self.options = options
    }
}

/// Hands out a tape's draws, and notes what could have been drawn.
struct ChoiceSource {
    /// The choice points after the last deviation.
    private(set) var openPoints: [OpenPoint] = []
    /// How many choice points the run has met.
    private(set) var count = 0
    private(set) var next = 0
    private(set) var tape: Tape
    /// Whether the points after the last deviation are of interest.
    let notesOpenPoints: Bool

    init(_ tape: Tape, notesOpenPoints: Bool) {
        self.tape = tape
        self.notesOpenPoints = notesOpenPoints
    }

    /// Writes a deviation on the tape, at the point that comes next: to be drawn there.
    mutating func deviate(to option: Int) {
        tape = tape.deviating(at: count, option: option)
    }

    /// Goes on where another run with the same tape up to there has come to.
    mutating func skip(points: Int, deviations: Int) {
        (count, next) = (points, deviations)
    }

    /// Whether all deviations have struck.
    var isSpent: Bool { next == tape.deviations.count }

    /// Whether the next deviation can't strike any more: its point has passed.
    var isStray: Bool { !isSpent && tape.deviations[next].point < count }

    /// 0 for the plain course, else the option to take.
    mutating func draw(_ kind: ChoiceKind, options: Int) -> Int {
        defer { count += 1 }
        guard !isSpent else {
            if notesOpenPoints { openPoints.append(OpenPoint(kind: kind, options: UInt8(options))) }
            return 0
        }
        let deviation = tape.deviations[next]
        guard deviation.point == count, deviation.option <= options else { return 0 }
        next += 1
        return deviation.option
    }
}
