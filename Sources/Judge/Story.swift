/// One run of the simulation, told step by step.
package struct Story: Hashable, Sendable {
    /// The deviations that struck, in the learner's words: "crash after gateway.charge".
    package var faults: [String]
    /// Replays the run byte for byte: `WORLD:POINT.OPTION,POINT.OPTION`.
    package var tape: String
    /// One sentence of cause; nil for a run in which nothing broke.
    package var cause: String?
    /// The lanes of the diagram, from left to right.
    package var lanes: [String]
    package var timeline: [Step]

    package init(
        faults: [String], tape: String, cause: String? = nil, lanes: [String], timeline: [Step]
    ) {
        self.faults = faults
        self.tape = tape
        self.cause = cause
        self.lanes = lanes
        self.timeline = timeline
    }

    package struct Step: Hashable, Sendable {
        package enum Kind: String, Codable, Sendable {
            /// A process (`lane`) asks a collaborator (`peer`).
            case call
            /// The collaborator (`lane`) answers the process (`peer`).
            case answer
            /// The request or the answer never arrives (`lane` to `peer`).
            case lost
            /// Something takes effect at `lane`: a charge, a packed order, a saved row.
            case effect
            /// A deviation strikes `lane`.
            case fault
            /// The learner's own print, in `lane`.
            case print
            /// A process starts, restarts, stops, throws; partitions are assigned or revoked.
            case lifecycle
            /// A promise broke here.
            case broken
            /// Time passes, and nothing else of interest.
            case pause
        }

        /// Virtual time since the run began: `2ms`, `1.004s`, `1h 2m`.
        package var at: String
        package var lane: String
        /// The other end of an arrow.
        package var peer: String?
        package var text: String
        package var kind: Kind
        /// The broker's state after the step, a line for each partition and group:
        /// `NAME: FACT, FACT`, where a fact is a word and its value ("committed 1"). Empty where
        /// it is as before.
        package var broker: [String]

        package init(
            at: String, lane: String, peer: String? = nil, text: String, kind: Kind,
            broker: [String] = []
        ) {
            self.at = at
            self.lane = lane
            self.peer = peer
            self.text = text
            self.kind = kind
            self.broker = broker
        }
    }
}

extension Story: Codable {
    private enum CodingKeys: String, CodingKey {
        case faults, tape, cause, lanes, timeline
    }

    /// Every key is always there, as in a `Verdict`.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(faults, forKey: .faults)
        try container.encode(tape, forKey: .tape)
        try container.encode(cause, forKey: .cause)
        try container.encode(lanes, forKey: .lanes)
        try container.encode(timeline, forKey: .timeline)
    }
}

extension Story.Step: Codable {
    private enum CodingKeys: String, CodingKey {
        case at, lane, peer, text, kind, broker
    }

    /// Every key is always there, as in a `Verdict`.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(at, forKey: .at)
        try container.encode(lane, forKey: .lane)
        try container.encode(peer, forKey: .peer)
        try container.encode(text, forKey: .text)
        try container.encode(kind, forKey: .kind)
        try container.encode(broker, forKey: .broker)
    }
}
