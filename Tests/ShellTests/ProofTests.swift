import Judge
import Testing

@testable import Shell

@Suite struct ProofTests {
    @Test(
        "What was covered is said exactly, and all is never said of a part",
        arguments: [
            (
                [3, 209, 2100], 2, 4000,
                "all 2,312 different schedules with up to 2 deviations at every suspension point in "
                    + "3 worlds, and 4,000 random ones"
            ),
            (
                [1, 40, 6000], 1, 0,
                "all 41 different schedules with up to 1 deviation at every suspension point in 1 "
                    + "world, and 6,000 of those with 2"
            ),
            (
                [2, 1_234_565], 1, 0,
                "all 1,234,567 different schedules with up to 1 deviation at every suspension point "
                    + "in 2 worlds"
            ),
        ])
    func sentence(levels: [Int], bound: Int, random: Int, sentence: String) {
        let explored = Verdict.Explored(
            bound: bound, schedules: levels.reduce(0, +), randomSchedules: random, levels: levels,
            choicePoints: [:])
        #expect(Proof(explored).sentence == sentence)
    }
}
