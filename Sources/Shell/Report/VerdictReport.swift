import Course
import Judge
import Terminal

/// A verdict as a person reads it, in the order in which a person asks: what held, what broke, the
/// shortest story, what it means, what to think about, what to do next.
struct VerdictReport {
    var verdict: Verdict
    var exercise: Exercise
    var duration: Duration
    /// How many hints the learner has taken already.
    var hintsTaken = 0
    /// Whether there is a lesson of this id; some are still to be written.
    var isWritten: (_ lesson: String) -> Bool = { _ in true }
    /// What has changed since the last attempt.
    var difference: String?
    /// What to begin after this exercise: the command, and what it is.
    var following: (command: String, title: String)?

    func lines(for capabilities: Capabilities) -> [StyledText] {
        var page = Page(capabilities)
        page.add(heading)
        if verdict.verdict == .passed {
            addPass(to: &page)
        } else {
            addFailure(to: &page)
        }
        return page.lines
    }

    private var heading: StyledText {
        let name = StyledText("\(exercise.numeral) \(exercise.title): ", .title)
        return name + (verdict.verdict == .passed ? StyledText(words, .good) : StyledText(words))
    }

    private var words: String {
        switch verdict.verdict {
        case .passed: "passed"
        case .failed: "a promise does not hold yet"
        case .compileError: "it does not compile yet, so nothing was played"
        case .refused: "this can't be played"
        case .crashed: "the program stopped in the middle"
        case .timedOut: "the program never came back"
        case .endedEarly: "the program ended before its work was done"
        case .stateLeak: "the program does not always behave the same"
        }
    }

    // MARK: A pass

    private func addPass(to page: inout Page) {
        page.add(verdict.invariants)
        if let explored = verdict.explored {
            page.addGap()
            page.add(StyledText("Proved: \(Proof(explored).sentence)."))
        }
        page.add(StyledText("It took \(duration.inSeconds)."))
        addDifference(to: &page)
        if let message = verdict.message {
            page.addGap()
            page.add(StyledText(message))
        }
        page.addGap()
        page.add(StyledText("Next:"))
        var next = [("solution \(exercise.id)", "the model solution, and why it is made so")]
        if let following {
            next.append((following.command, following.title))
        }
        page.add(DefinitionList(items: next))
    }

    // MARK: Everything else

    private func addFailure(to page: inout Page) {
        page.add(verdict.invariants)
        if let output = verdict.compilerOutput {
            page.addGap()
            page.addExactly(output)
        }
        if let message = verdict.message {
            page.addGap()
            page.add(StyledText(message))
        }
        addDifference(to: &page)
        if let story = verdict.counterexample { addStory(story, to: &page) }
        if let diagnosis = verdict.diagnosis { add(diagnosis, to: &page) }
        page.addGap()
        page.add(StyledText("Next:"))
        page.add(DefinitionList(items: next))
    }

    private func addDifference(to page: inout Page) {
        guard let difference else { return }
        page.addGap()
        page.add(StyledText(difference))
    }

    private func addStory(_ story: Story, to page: inout Page) {
        page.addGap()
        let faults = story.faults.joined(separator: ", then ")
        page.add(
            StyledText(
                faults.isEmpty
                    ? "The shortest story in which it happens needs no fault at all:"
                    : "\(storyKind) in which it happens: \(faults)."))
        page.addGap()
        page.add(story.diagram)
        if let cause = story.cause {
            page.addGap()
            page.add(StyledText("Why: ", .emphasis) + StyledText(cause))
        }
    }

    /// At random, shorter ones are tried, but not all.
    private var storyKind: String {
        verdict.explored?.randomSchedules ?? 0 > 0 ? "A story" : "The shortest story"
    }

    private func add(_ diagnosis: Verdict.Diagnosis, to page: inout Page) {
        page.addGap()
        page.add(StyledText(diagnosis.title, .title))
        page.add(StyledText(diagnosis.explanation))
        page.addGap()
        page.add(StyledText("Think about: ", .emphasis) + StyledText(diagnosis.question))
        let lesson = diagnosis.lesson.prefix { $0 != "#" }
        page.add(
            StyledText(
                isWritten(String(lesson))
                    ? "The lesson on this: `lesson \(diagnosis.lesson)`"
                    : "The lesson on this, \(lesson), is still being written.", .quiet))
    }

    private var next: [(String, String)] {
        var next: [(String, String)] = []
        if verdict.counterexample != nil {
            next.append(
                ("replay \(exercise.id)", "this story step by step, with the broker's state"))
        }
        if hintsTaken < exercise.hints.count {
            next.append(
                ("hint \(exercise.id)", "hint \(hintsTaken + 1) of \(exercise.hints.count)"))
        }
        next.append(("grade \(exercise.id)", "when you have changed your file"))
        return next
    }
}

extension Duration {
    /// `0.21 s`.
    var inSeconds: String {
        let hundredths = (self / .milliseconds(10)).rounded()
        let whole = Int(hundredths)
        let fraction = whole % 100
        return "\(whole / 100).\(fraction < 10 ? "0" : "")\(fraction) s"
    }
}
