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

    /// Of a story that goes on and on, the beginning and the end are enough.
    func foldingLongMiddle() -> [Story.Step] {
        guard count > Self.longestStory else { return self }
        let left = self[Self.beginning...].dropLast(Self.ending)
        guard let last = left.last else { return self }
        let note = Story.Step(
            at: last.at, lane: last.lane, text: "\(left.count) steps more", kind: .pause)
        return self[..<Self.beginning] + [note] + suffix(Self.ending)
    }

    private static var longestStory: Int { 120 }
    private static var beginning: Int { 12 }
    private static var ending: Int { 8 }

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
