import Judge
import Terminal

extension Story {
    /// The run as a picture.
    var diagram: SequenceDiagram {
        SequenceDiagram(lanes: lanes, steps: timeline.map(\.drawn))
    }
}

extension Story.Step {
    var drawn: SequenceDiagram.Step {
        SequenceDiagram.Step(time: at, lane: lane, peer: peer, text: text, kind: kind.drawn)
    }
}

extension Story.Step.Kind {
    fileprivate var drawn: SequenceDiagram.Kind {
        switch self {
        case .call: .call
        case .answer: .answer
        case .lost: .lost
        case .effect: .effect
        case .fault: .fault
        case .print: .print
        case .lifecycle: .lifecycle
        case .broken: .broken
        case .pause: .pause
        }
    }
}
