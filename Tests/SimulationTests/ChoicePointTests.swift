import OutsideThePool
import Testing

@Suite("Choice points", .waitsForProcesses)
struct ChoicePointTests {
    /// There are two records in orders-0 and one in orders-1.
    /// - `careful` and `stubborn`: three records, each worked on and committed; a poll that hands
    ///   them out and one that is empty, after which polls are no choice points; and the input.
    ///   With one deviation: 3 duplicates, 2 polls with 4 options, 3 commits with 7 and 3 calls
    ///   with 9; 59 and the plain run.
    /// - `careful-pair`: two more polls, and nobody to join at a poll: 3 + 4 · 3 + 21 + 27 + 1.
    /// - `transacting`: each instance polls twice and commits once. Each record is saved after a
    ///   look at the database, and each instance looks once more: 3 + 2. 3 + 4 · 3 + 2 · 7 + 3 · 9 +
    ///   5 · 2 + 1.
    /// - `producing`: two sends and a call, with the 7 options of no zombie and no deploy: 21 + 1.
    private static let counts: [(trial: String, lines: [String])] = [
        ("careful", ["commit 3", "effect 3", "input 1", "poll 2", "60 schedules"]),
        ("careful-pair", ["commit 3", "effect 3", "input 1", "poll 4", "68 schedules"]),
        ("stubborn", ["commit 3", "effect 3", "input 1", "poll 2", "60 schedules"]),
        ("transacting", ["commit 2", "effect 3", "input 1", "poll 4", "read 5", "71 schedules"]),
        ("producing", ["effect 3", "22 schedules"]),
    ]

    @Test(
        "They are the calls in the trace, in every schedule with one deviation", arguments: counts)
    func calls(trial: String, lines: [String]) throws {
        #expect(try Host.lines("points", trial) == lines)
    }
}
