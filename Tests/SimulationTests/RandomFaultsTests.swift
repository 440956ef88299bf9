import OutsideThePool
import Simulation
import Testing

@Suite("Random faults", .waitsForProcesses)
struct RandomFaultsTests {
    private static let options: [Strike] = [.crashBefore, .crashAfter, .lostAnswer]

    /// What strikes at which of 200 points, by its place among the options.
    private func deviations(seed: UInt64, until end: Int = 200) -> [Tape.Deviation] {
        var told: [Tape.Deviation] = []
        let faults = RandomFaults(seed: seed, typicalPoints: 30) { told.append($0) }
        for point in 0..<end {
            let strike = faults.strike(at: .commit, nil, among: Self.options)
            #expect((strike != nil) == (told.last?.point == point))
            if let strike { #expect(strike == Self.options[told.last!.option - 1]) }
        }
        if end == 200 { #expect(faults.isSpent) }
        return told
    }

    @Test("The same seed brings the same faults, another one others")
    func seeds() {
        #expect(deviations(seed: 7) == deviations(seed: 7))
        #expect(Set((0..<50).map { deviations(seed: $0) }).count == 50)
    }

    @Test("There are more of them than are searched exhaustively, and all options come")
    func counts() {
        let all = (0..<50).map { deviations(seed: $0) }
        #expect(Set(all.map(\.count)) == [3, 4, 5, 6])
        #expect(Set(all.joined().map(\.option)) == [1, 2, 3])
    }

    @Test("Where nothing can strike, nothing is counted")
    func emptyPoints() {
        var told: [Tape.Deviation] = []
        let faults = RandomFaults(seed: 7, typicalPoints: 30) { told.append($0) }
        for _ in 0..<200 {
            #expect(faults.strike(at: .read, nil, among: []) == nil)
            _ = faults.strike(at: .commit, nil, among: Self.options)
        }
        #expect(told == deviations(seed: 7))
    }

    @Test("In an idle world they give up, so that calm can begin")
    func idle() {
        let faults = RandomFaults(seed: 7, typicalPoints: 30)
        #expect(!faults.isSpent)
        faults.worldIsIdle()
        #expect(faults.isSpent)
        #expect(faults.strike(at: .commit, nil, among: Self.options) == nil)
    }
}
