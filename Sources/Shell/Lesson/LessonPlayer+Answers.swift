import Course
import Sandbox
import Terminal

/// What the learner types while a lesson is played.
extension LessonPlayer {
    /// The words that mean something to a lesson, beside numbers.
    static let words = ["back", "skip", "leave", "again", "hint"]

    /// Nil for what is no answer to the lesson: then it is a command.
    func answer(_ line: String, in session: Session) throws(Complaint) -> ExitStatus? {
        let word = line.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        switch (word, phase) {
        case ("", .handingOver(let handover)): return try begin(handover, session)
        case ("", .reading), ("", .tried): try goOn(session)
        case ("", _): remindOfTheQuestion(session.output)
        case ("back", _): try goBack(session)
        case ("skip", _): try skip(session)
        case ("leave", _): leave(session)
        case ("again", .trying(let task, let hints, _)):
            startAgain(task, hintsTaken: hints, session.output)
        case ("again", .tried(let task)): startAgain(task, hintsTaken: 0, session.output)
        case ("again", _): session.output.write("`again` starts a task over; here is none.")
        case ("hint", .trying(let task, let taken, let held)):
            hint(task, after: taken, held: held, session.output)
        case ("hint", .tried): session.output.write("The task is done. Enter goes on.")
        case ("hint", _): session.output.write("Hints come with the tasks; here is none.")
        case (let word, .predicting(let prediction)):
            guard let number = Int(word) else { return nil }
            try choose(number, for: prediction, in: session)
        case (let word, .asking(let quiz)):
            guard let number = Int(word) else { return nil }
            try choose(number, in: quiz, session)
        case (let word, .reading) where Int(word) != nil,
            (let word, .tried) where Int(word) != nil,
            (let word, .handingOver) where Int(word) != nil:
            session.output.write("There is nothing to choose here. Enter goes on.")
        default: return nil
        }
        return .success
    }

    /// Looks at the broker after a command of the learner's.
    func notice(_ session: Session) {
        guard case .trying(let task, let hints, let before) = phase else { return }
        let now = held(task)
        let hasChangedSomething = commandsDone != commandsNoticed
        commandsNoticed = commandsDone
        if now == task.checks.count {
            phase = .tried(task)
            session.output.write(StyledText("✓ Done.", .good) + " Enter goes on.")
            noteEnd(session)
        } else {
            phase = .trying(task, hintsTaken: hints, held: now)
            if now > before {
                session.output.write(
                    StyledText("✓ ", .good)
                        + StyledText("\(now) of \(task.checks.count) things done."))
            } else if hasChangedSomething {
                session.output.write(
                    StyledText("Go on: the task isn't done yet (`hint` helps).", .quiet))
            }
        }
    }

    private func goOn(_ session: Session) throws(Complaint) {
        leaveCopy(session.output)
        takeOverAnswer(session)
        try goOnFromScript(session)
    }

    private func goOnFromScript(_ session: Session) throws(Complaint) {
        guard let next = lesson.place(after: place) else { return finish(session) }
        place = next
        try show(in: session)
    }

    private func goBack(_ session: Session) throws(Complaint) {
        guard let earlier = lesson.place(before: place) else {
            session.output.write("This is where the lesson begins.")
            return
        }
        leaveCopy(session.output)
        place = earlier
        guess = nil
        script = session.rehearsed(lesson.script(upTo: place))
        try show(in: session)
    }

    /// Goes on without an answer; of a task, one way to do it is shown.
    private func skip(_ session: Session) throws(Complaint) {
        let output = session.output
        switch phase {
        case .trying(let task, _, _):
            leaveCopy(output)
            phase = .reading
            output.write("One way to do it:")
            try run(task.answer, in: session)
            return try goOnFromScript(session)
        case .asking(let quiz):
            for choice in quiz.choices where choice.isRight {
                output.write(prose: "The answer: \(choice.text.markdown)")
                output.write(prose: choice.why.markdown)
            }
        case .predicting(let prediction): guess = (prediction, nil)
        case .reading, .tried, .handingOver: break
        }
        try goOn(session)
    }

    /// After a task the lesson goes on from its own answer, whatever way the learner found.
    private func takeOverAnswer(_ session: Session) {
        guard case .try(let task) = lesson.screen(at: place).live else { return }
        for command in task.answer { session.rehearse(command, on: script) }
    }

    private func begin(
        _ handover: Lesson.Handover, _ session: Session
    ) throws(Complaint) -> ExitStatus {
        finish(session)
        return session.carryOut("start \(handover.exercise)", where: "")
    }

    private func startAgain(_ task: Lesson.Try, hintsTaken: Int, _ output: Output) {
        startOver(with: script.copy())
        phase = .trying(task, hintsTaken: hintsTaken, held: held(task))
        commandsNoticed = commandsDone
        output.write("The broker is as it was when this task began.")
    }

    /// A lesson is done when nothing is left to be read or answered: who goes elsewhere from its last
    /// screen has played it.
    func noteEnd(_ session: Session) {
        guard !isDone, lesson.place(after: place) == nil else { return }
        switch phase {
        case .reading, .tried, .handingOver: break
        case .predicting, .asking, .trying: return
        }
        isDone = true
        session.recordIfPossible(.lessonFinished(lesson: lesson.id))
    }

    private func finish(_ session: Session) {
        phase = .reading
        noteEnd(session)
        session.desk.lesson = nil
        session.output.write()
        session.output.write(
            StyledText("✓ ", .good) + StyledText("\(lesson.title)", .emphasis)
                + " is done. `next` says what to do now.")
    }

    func leave(_ session: Session) {
        session.desk.lesson = nil
        session.output.write(
            isDone
                ? "You have left the lesson, and it is done."
                : "You have left the lesson. `lesson \(lesson.id)` goes on here.")
    }

    private func remindOfTheQuestion(_ output: Output) {
        switch phase {
        case .predicting(let prediction):
            ask(prediction, output)
            output.write("Type the number of your answer, or `skip`.")
        case .asking(let quiz):
            ask(quiz, output)
            output.write("Type the number of your answer, or `skip`.")
        case .trying(let task, _, _):
            output.write(prose: task.task.markdown)
            output.write(
                "Type commands until it is done. `hint` helps, `again` starts over, `skip` shows "
                    + "a way.")
        case .reading, .tried, .handingOver: break
        }
    }

    private func hint(_ task: Lesson.Try, after taken: Int, held: Int, _ output: Output) {
        guard taken < task.hints.count else {
            return output.write("There are no more hints. `skip` shows one way to do it.")
        }
        phase = .trying(task, hintsTaken: taken + 1, held: held)
        output.write(prose: task.hints[taken].markdown)
    }

    private func choose(
        _ number: Int, for prediction: Lesson.Prediction, in session: Session
    ) throws(Complaint) {
        switch prediction.answers {
        case .number: guess = (prediction, .number(number))
        case .choices(let choices):
            try Self.check(number, among: choices.count)
            guess = (prediction, choices[number - 1].value)
        }
        session.output.write("Let's see.")
        try goOn(session)
    }

    private func choose(
        _ number: Int, in quiz: Lesson.Quiz, _ session: Session
    ) throws(Complaint) {
        let output = session.output
        try Self.check(number, among: quiz.choices.count)
        let choice = quiz.choices[number - 1]
        output.write(
            choice.isRight
                ? StyledText("✓ Right.", .good) : StyledText("→ Not quite.", .emphasis))
        output.write(prose: choice.why.markdown)
        if choice.isRight {
            phase = .reading
            noteEnd(session)
        } else {
            output.write("Choose again, or `skip`.")
        }
    }

    private static func check(_ number: Int, among count: Int) throws(Complaint) {
        guard (1...count).contains(number) else {
            throw Complaint("there is no answer \(number); type a number from 1 to \(count)")
        }
    }
}
