import EventBroker
import EventLog

/// A place where the learner's code runs, again and again if need be: "billing-1".
struct Instance {
    let name: String
    /// Starts only when a deviation says so.
    let isSpare: Bool
    var incarnation: Int?
    var starts = 0
    /// How many lives in a row have ended by a throw, and had changed nothing.
    var vainStarts = 0
    /// Of the errands for which the contract's function is called, those that it need not be called
    /// for again.
    var errandsDone = 0
    /// Whether it was asked to stop for a while.
    var isAway = false
    /// How far its machine's wall clock is ahead, in nanoseconds.
    var clockOffset: Int64 = 0
    /// Calls of a former incarnation that land after the next one's first poll.
    var inFlight: [Int] = []
    /// Calls that land just before the next one.
    var late: [Int] = []

    init(name: String, isSpare: Bool) {
        self.name = name
        self.isSpare = isSpare
    }
}

/// One life of an instance, from start to death.
struct Incarnation {
    enum State {
        case running
        /// Its jobs and timers are held: a zombie in the making.
        case paused
        /// Its jobs are dropped and its calls never answered.
        case dead
        /// `run` is over.
        case ended
    }

    let instance: Int
    let processID: Int32
    var state = State.running
    var task: Task<Void, Never>?
    var globals: GlobalsImage
    var randomState: UInt64
    /// What goes on when the process wakes up: jobs that came meanwhile, the call that the pause
    /// has hit, and what the job in which it hit has done after it.
    var held: [UnownedJob] = []
    var heldCall: Int?
    var heldPolls: [UnsafeContinuation<Void, Never>] = []
    var heldRequests: [(History.Request, Call.Completion)] = []
    var timers = 0
    /// Calls under way, idle fetches not counted.
    var busyCalls = 0
    /// Of services, the database left out.
    var serviceCalls = 0
    var emptyPolls = 0
    var isAskedToStop = false
    var hasChangedAnything = false
    /// When its heartbeats ceased.
    var stoppedAt: Int64?
    /// Whether the next look at the committed offsets is that of a new assignment.
    var isNewlyAssigned = false

    /// The records of partitions that its application has been told to have lost.
    var lost: [String: LostRecord] = [:]

    /// Awake or not.
    var isAlive: Bool {
        switch state {
        case .running, .paused: true
        case .dead, .ended: false
        }
    }
}

/// What has become of a record since its partition was lost.
struct LostRecord {
    var handOuts = 0
    var begins = 0
}

/// A group member's heartbeats.
struct Member {
    let id: String
    var incarnation: Int
    /// How long the application may take between two polls.
    var pollInterval: Int64
    /// They cease when it does not poll by then.
    var until: Timestamp
    /// Whether an event will come when they might have ceased.
    var isWatched = false
}
