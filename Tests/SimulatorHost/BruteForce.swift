import Simulation

/// Tries every deviation at every point, one after the other, until the run says that there was
/// no such point. It knows nothing of levels, of batches or of the points that a run reports, and
/// makes each schedule's world anew.
struct BruteForce {
    let makeWorld: () -> World
    let bound: Int
    private(set) var findings = Findings()

    init(bound: Int, makeWorld: @escaping () -> World) {
        self.bound = bound
        self.makeWorld = makeWorld
    }

    /// False if the tape's last deviation never struck.
    @discardableResult
    mutating func explore(_ tape: Tape) -> Bool {
        let run = makeWorld().play(tape)
        guard run.allStruck else { return false }
        findings.count(tape)
        findings.failures["\(tape)"] = run.finding
        guard run.finding == nil, tape.deviations.count < bound else { return true }
        var point = tape.deviations.last.map { $0.point + 1 } ?? 0
        while exploreOptions(of: point, after: tape) { point += 1 }
        return true
    }

    private mutating func exploreOptions(of point: Int, after tape: Tape) -> Bool {
        var option = 1
        while explore(tape.deviating(at: point, option: option)) { option += 1 }
        return option > 1
    }
}

/// What an exploration has found: how many schedules per level, and which did not hold.
struct Findings: Equatable {
    var levels: [Int] = []
    /// The finding by tape.
    var failures: [String: Finding] = [:]

    mutating func count(_ tape: Tape) {
        let level = tape.deviations.count
        if levels.count <= level { levels.append(0) }
        levels[level] += 1
    }

    mutating func add(_ other: Findings) {
        for (level, count) in other.levels.enumerated() {
            if levels.count <= level { levels.append(0) }
            levels[level] += count
        }
        failures.merge(other.failures) { first, _ in first }
    }

    func report(_ title: String) {
        say("\(title) levels \(levels.map(String.init).joined(separator: " "))")
        say("\(title) failures \(failures.count)")
        if let first = failures.min(by: { $0.key < $1.key }) {
            say("\(title) first failure \(first.key) \(first.value)")
        }
    }
}
