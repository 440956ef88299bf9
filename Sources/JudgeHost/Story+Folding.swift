import Judge

extension [Story.Step] {
    /// A process that starts again and does the same again is told once, and then counted.
    func foldingRepeatedLives() -> [Story.Step] {
        var folded: [Story.Step] = []
        var previous: ArraySlice<Story.Step> = []
        var repeats = 0
        for life in splitAtRestarts() {
            if life.count > 1, Self.areSame(life, previous) {
                repeats += 1
                continue
            }
            folded += Self.note(repeats, after: previous)
            repeats = 0
            folded += life
            previous = life
        }
        return folded + Self.note(repeats, after: previous)
    }

    /// Of a story too long to be read, the beginning and the end.
    func leavingOutTheMiddle() -> [Story.Step] {
        guard count > Self.longest else { return self }
        let (beginning, end) = (prefix(Self.beginning), suffix(Self.end))
        let leftOut = count - beginning.count - end.count
        var gap = end[end.startIndex]
        gap = Story.Step(
            at: gap.at, lane: gap.lane, text: "\(leftOut) steps later", kind: .pause)
        return beginning + [gap] + end
    }

    private static var longest: Int { 120 }
    private static var beginning: Int { 12 }
    private static var end: Int { 8 }

    private func splitAtRestarts() -> [ArraySlice<Story.Step>] {
        var lives: [ArraySlice<Story.Step>] = []
        var begin = startIndex
        for index in indices.dropFirst() where Self.beginsAnew(self[index]) {
            lives.append(self[begin..<index])
            begin = index
        }
        return lives + [self[begin...]]
    }

    /// The end of the story is told by itself.
    private static func beginsAnew(_ step: Story.Step) -> Bool {
        step.kind == .broken
            || (step.kind == .lifecycle && step.text.hasPrefix(Narrator.startsAgain))
    }

    /// But for the times; a pause between them doesn't count.
    private static func areSame(
        _ left: ArraySlice<Story.Step>, _ right: ArraySlice<Story.Step>
    ) -> Bool {
        let (left, right) = (left.filter { $0.kind != .pause }, right.filter { $0.kind != .pause })
        return left.count == right.count
            && zip(left, right).allSatisfy {
                ($0.lane, $0.peer, $0.text, $0.kind) == ($1.lane, $1.peer, $1.text, $1.kind)
            }
    }

    private static func note(_ repeats: Int, after life: ArraySlice<Story.Step>) -> [Story.Step] {
        guard repeats > 0, let last = life.last else { return [] }
        let times = repeats == 1 ? "once more" : "\(repeats) times more"
        return [Story.Step(at: last.at, lane: last.lane, text: "the same, \(times)", kind: .pause)]
    }
}
