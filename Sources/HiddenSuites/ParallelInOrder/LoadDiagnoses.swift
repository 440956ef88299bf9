import Simulation

/// The ways in which people make too many calls at once, or too few; most specific first.
enum LoadDiagnoses {
    static let all = [
        load(
            "task-per-record", "A task for each record",
            "{most} calls were under way at once, and among them several steps of one order. Nothing keeps these in order, and nothing limits their number.",
            "Which two steps may be under way at once, and how many in all?", LoadEvidence.tooMany,
            step: 2
        ) { $0.hasStepsOfOneOrderAtOnce },
        load(
            "too-many-at-once", "Too many calls at once",
            "{most} calls were under way at once, and the page takes 8. The more orders a poll hands out, the more there would be.",
            "What does a ninth call wait for in your code?", LoadEvidence.tooMany, step: 2
        ) { _ in true },
        load(
            "serial-after-all", "One call at a time",
            "In the world with 64 steps no call began before the one before it had been answered. Each await stops what comes after it.",
            "Two orders have nothing to do with each other. Where in your code does one wait for the other?",
            LoadEvidence.tooSlow, step: 2
        ) { $0.most <= 1 },
        load(
            "lane-per-partition", "Only as many calls as partitions",
            "Each partition's records were shown one by one, so with {partitions} partitions {most} calls were under way at once. A partition has many orders in it, and they need not wait for each other.",
            "Which records of one partition must wait for each other?", LoadEvidence.tooSlow,
            step: 2
        ) { $0.isOneForEachPartition },
        load(
            "too-few-lanes", "Too few calls at once",
            "Never more than {most} calls were under way at once. That can't be four times as fast as one call at a time.",
            "How many calls may be under way at once, and what keeps yours from it?",
            LoadEvidence.tooSlow, step: 2
        ) { $0.most < 4 },
        load(
            "lanes-uneven", "Some lanes had most of the work",
            "At first {most} calls were under way at once. In the last quarter of the time it was one or two: what was left was waiting in the same lanes, and the others had nothing to do.",
            "What do the steps in one lane have in common, and is it no more than they must?",
            LoadEvidence.tooSlow, step: 2
        ) { $0.isUneven },
        load(
            "not-fast-enough", "Calls wait without need",
            "Up to {most} calls were under way at once, and still the 64 steps were not shown four times as fast as one by one.",
            "In the story, when a call is answered, what does the next one wait for?",
            LoadEvidence.tooSlow, step: 2
        ) { _ in true },
    ]

    private static func load(
        _ id: String, _ title: String, _ explanation: String, _ question: String,
        _ subject: String, step: Int, when holds: @escaping @Sendable (LoadEvidence) -> Bool
    ) -> Diagnosis {
        Telling(
            id: id, title: title, explanation: explanation, question: question,
            lesson: "what-breaks-order#\(step)"
        ).recognised { history in
            guard let load = LoadEvidence(history), load.subject == subject, holds(load) else {
                return nil
            }
            return load.names
        }
    }
}
