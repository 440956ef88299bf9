/// A run of a distributed system as a picture: one lane per process or collaborator, time going
/// down.
package struct SequenceDiagram: Hashable, Sendable {
    package enum Kind: Hashable, Sendable, CaseIterable {
        /// `lane` asks `peer`.
        case call
        /// `lane` answers `peer`.
        case answer
        /// A request or an answer from `lane` that never reaches `peer`.
        case lost
        /// Something takes effect at `lane`.
        case effect
        /// Something goes wrong at `lane`. A text that begins with "crash" ends the lane's line
        /// until the next thing the lane does.
        case fault
        /// What the learner's own code printed.
        case print
        /// A process starts, stops, is given work or loses it.
        case lifecycle
        /// A promise breaks here.
        case broken
        /// Time passes.
        case pause
    }

    package struct Step: Hashable, Sendable {
        package var time: String
        /// One of the diagram's lanes; a step anywhere else is drawn across all of them.
        package var lane: String
        /// The other end of an arrow.
        package var peer: String?
        package var text: String
        package var kind: Kind

        package init(time: String, lane: String, peer: String? = nil, text: String, kind: Kind) {
            self.time = time
            self.lane = lane
            self.peer = peer
            self.text = text
            self.kind = kind
        }
    }

    /// With more, or in fewer columns, a picture would hide more than it shows.
    static let mostLanes = 6
    static let leastWidth = 60

    /// From left to right.
    package var lanes: [String]
    package var steps: [Step]

    package init(lanes: [String], steps: [Step]) {
        self.lanes = lanes
        self.steps = steps
    }

    /// A picture where there is room for one, else one numbered sentence a step. Nothing of any
    /// text is left out, and no line is wider than the terminal.
    package func lines(for capabilities: Capabilities) -> [StyledText] {
        let pieces = pieces(for: capabilities)
        return pieces.heading + pieces.steps.flatMap(\.self)
    }

    /// What `lines` puts under each other. Drawn up to any step, the lanes stand where they stand in
    /// the whole.
    package struct Pieces: Hashable, Sendable {
        /// Above the first step; nothing above sentences.
        package var heading: [StyledText]
        /// The lines of each step.
        package var steps: [[StyledText]]
    }

    package func pieces(for capabilities: Capabilities) -> Pieces {
        isDrawn(for: capabilities)
            ? drawing(for: capabilities)
            : Pieces(heading: [], steps: sentences(for: capabilities))
    }

    /// Else it is told in sentences.
    package func isDrawn(for capabilities: Capabilities) -> Bool {
        !capabilities.plain && capabilities.width >= Self.leastWidth
            && (1...Self.mostLanes).contains(lanes.count)
    }
}
