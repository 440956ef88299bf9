package import EventBroker
import EventClient
package import Eventlings

/// A hidden suite: the promise that an exercise's code makes, and the worlds in which it is tried.
package struct Suite: Sendable {
    package var exercise: String
    package var worlds: [WorldSetup]
    /// A busier one, for schedules with many deviations at random; nil where there is none.
    package var crowd: WorldSetup?
    /// Where plays are shown; not graded in.
    package var play: WorldSetup
    /// Every schedule with up to that many deviations is played.
    package var bound: Int
    /// How long after calm has begun the promise must be kept, in virtual time.
    package var patience: Duration
    /// Runs the learner's code as one process.
    package var launch: @Sendable (any ExerciseSolution, any SolutionProcess) async throws -> Void
    /// What its processes publish; nil where they publish nothing.
    package var facts: Facts?
    /// Nil where the hash seed is nobody's business.
    package var agreement: Agreement?
    /// Of two that break at the same moment, the first is taken for the root of the other. What must
    /// hold at every step comes before what must hold in the end.
    package var invariants: [Invariant]
    /// Most specific first; the last ones are true of every failure.
    package var diagnoses: [Diagnosis]
    /// Of a run that returned although nobody had asked it to, or never came to rest. None where the
    /// plain message serves.
    package var processDiagnoses: [Diagnosis]

    package init(
        exercise: String, worlds: [WorldSetup], crowd: WorldSetup? = nil,
        play: WorldSetup? = nil, bound: Int = 2,
        patience: Duration = .seconds(3_600), facts: Facts? = nil, agreement: Agreement? = nil,
        invariants: [Invariant], diagnoses: [Diagnosis], processDiagnoses: [Diagnosis] = [],
        launch: @escaping @Sendable (any ExerciseSolution, any SolutionProcess) async throws -> Void
    ) {
        self.exercise = exercise
        self.worlds = worlds
        self.crowd = crowd
        self.play = play ?? Self.worldForPlays(worlds)
        self.bound = bound
        self.patience = patience
        self.facts = facts
        self.agreement = agreement
        self.invariants = invariants
        self.diagnoses = diagnoses
        self.processDiagnoses = processDiagnoses
        self.launch = launch
    }

    /// The name on the tapes of plays, whatever the world's own id.
    package static let playName = "play"

    /// The first world, with every fault that one of them has. A rebalance needs somebody to join.
    private static func worldForPlays(_ worlds: [WorldSetup]) -> WorldSetup {
        var world = worlds[0]
        world.faults = worlds.reduce(into: []) { $0.formUnion($1.faults) }
        if world.spareInstance == nil { world.faults.remove(.rebalance) }
        return world
    }
}

/// A small concrete situation.
package struct WorldSetup: Sendable {
    /// Names the world on a tape: short, without a colon.
    package var id: String
    package var topics: [(name: String, partitions: Int)]
    /// In the log when the run begins.
    package var input: [InputRecord]
    /// The processes that run from the beginning.
    package var instances: [String]
    /// One that may join.
    package var spareInstance: String?
    package var faults: FaultSet
    package var surroundings: Surroundings
    /// Whether it is played behind all others, deviations and all: for a world without faults that is
    /// hard by itself, in which a common mistake has no simple story.
    package var comesLast = false

    package init(
        id: String, topics: [(name: String, partitions: Int)], input: [InputRecord],
        instances: [String], spareInstance: String? = nil, faults: FaultSet,
        surroundings: Surroundings = Surroundings()
    ) {
        self.id = id
        self.topics = topics
        self.input = input
        self.instances = instances
        self.spareInstance = spareInstance
        self.faults = faults
        self.surroundings = surroundings
    }
}

/// A record that other services have written.
package struct InputRecord: Sendable {
    package var partition: TopicPartition
    package var key: String
    package var value: [UInt8]
    /// What a story calls it.
    package var name: String
    package var eventID: String

    package init(
        partition: TopicPartition, key: String, value: [UInt8], name: String, eventID: String
    ) {
        self.partition = partition
        self.key = key
        self.value = value
        self.name = name
        self.eventID = eventID
    }
}

/// What is wrong, and with what.
package struct Violation: Hashable, Sendable {
    /// "order-1"
    package var subject: String
    /// "order-1 was charged twice"
    package var text: String

    package init(of subject: String, _ text: String) {
        self.subject = subject
        self.text = text
    }
}

/// A part of the promise.
package struct Invariant: Sendable {
    package enum Kind: Sendable {
        /// Holds at every step.
        case safety
        /// Holds in the end, when the world has been calm for the suite's patience.
        case liveness
    }

    package var id: String
    package var title: String
    package var kind: Kind
    /// Nil if it holds.
    package var violation: @Sendable (World) -> Violation?

    package init(
        id: String, title: String, kind: Kind, violation: @escaping @Sendable (World) -> Violation?
    ) {
        self.id = id
        self.title = title
        self.kind = kind
        self.violation = violation
    }
}

/// A misconception, recognised by what it leaves in a failed run's history.
package struct Diagnosis: Sendable {
    package var id: String
    package var title: String
    /// In it and in the question, `{order}` and the like are filled in from what `recognise` answers.
    package var explanation: String
    package var question: String
    /// `LESSON#STEP`
    package var lesson: String
    /// Nil where the history does not bear the mark of this misconception.
    package var recognise: @Sendable (History) -> [String: String]?

    package init(
        id: String, title: String, explanation: String, question: String, lesson: String,
        recognise: @escaping @Sendable (History) -> [String: String]?
    ) {
        self.id = id
        self.title = title
        self.explanation = explanation
        self.question = question
        self.lesson = lesson
        self.recognise = recognise
    }
}
