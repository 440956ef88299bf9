import Judge

/// What a pass has proved, said so that "all" never stands for a part.
struct Proof {
    private let explored: Verdict.Explored

    init(_ explored: Verdict.Explored) {
        self.explored = explored
    }

    /// `all 2,312 different schedules with up to 2 deviations at every suspension point in 3 worlds,
    /// and 4,000 random ones`: one that comes to a state that another had come to is not played on.
    var sentence: String {
        let parts = [complete, beyond, random].compactMap { $0 }
        guard let last = parts.last, parts.count > 1 else { return parts.joined() }
        return parts.dropLast().joined(separator: ", ") + ", and " + last
    }

    private var complete: String {
        let count = explored.levels.prefix(explored.bound + 1).reduce(0, +)
        let deviations = explored.bound == 1 ? "1 deviation" : "\(explored.bound) deviations"
        return "all \(count.grouped) different schedules with up to \(deviations) at every "
            + "suspension point\(worlds)"
    }

    /// Each world has exactly one schedule without deviations.
    private var worlds: String {
        guard let count = explored.levels.first, count > 0 else { return "" }
        return count == 1 ? " in 1 world" : " in \(count.grouped) worlds"
    }

    /// A level that was begun and not finished.
    private var beyond: String? {
        let rest = explored.levels.dropFirst(explored.bound + 1)
        let count = rest.reduce(0, +)
        return count == 0 ? nil : "\(count.grouped) of those with \(explored.bound + 1)"
    }

    private var random: String? {
        let count = explored.randomSchedules
        return count == 0 ? nil : "\(count.grouped) random ones"
    }
}
