import Course
import Sandbox
import Terminal

extension LessonPlayer {
    /// Shows the screen at which the player is.
    func show(in session: Session) throws(Complaint) {
        let output = session.output
        phase = .reading
        if place.screen == 0 {
            output.write()
            let title = lesson.steps[place.step].title.markdown
            output.write(
                StyledText("\(place.step + 1)/\(lesson.steps.count)  ", .quiet)
                    + StyledText(title, .title))
            session.recordIfPossible(
                .lessonStepReached(lesson: lesson.id, step: place.step + 1))
        }
        output.write()
        let screen = lesson.screen(at: place)
        if let prose = screen.prose {
            output.write(prose: prose.markdown)
            output.write()
        }
        switch screen.live {
        case nil: break
        case .run(let run): try self.run(run.commands, in: session)
        case .play(let play): try self.run([play.command], in: session)
        case .predict(let prediction): ask(prediction, output)
        case .quiz(let quiz): ask(quiz, output)
        case .try(let task): begin(task, output)
        case .exercise(let handover): try handOver(handover, in: session)
        }
        noteEnd(session)
    }

    /// What a task asked for is part of the lesson; what else was done is not.
    func leaveCopy(_ output: Output) {
        let hasWandered = if case .tried = phase { false } else { true }
        guard dropCopy(), hasWandered else { return }
        output.write(
            StyledText(
                "(What you did was on a copy: the lesson's broker is as it left it.)", .quiet))
    }

    func run(_ commands: [Lesson.Command], in session: Session) throws(Complaint) {
        session.desk.play = nil
        for command in commands {
            session.output.write(StyledText("> \(command.text)", .code))
            _ = try runningScript { () throws(Complaint) in
                session.carryOut(command.text, where: "")
            }
        }
        if let guess {
            self.guess = nil
            resolve(guess.prediction, guess.value, in: session)
        }
    }

    func ask(_ prediction: Lesson.Prediction, _ output: Output) {
        phase = .predicting(prediction)
        output.write(StyledText("Before you see it:", .emphasis))
        output.write(prose: prediction.question.markdown)
        if case .choices(let choices) = prediction.answers {
            output.write(choices: choices.map(\.text.markdown))
        }
    }

    func ask(_ quiz: Lesson.Quiz, _ output: Output) {
        phase = .asking(quiz)
        output.write(prose: quiz.question.markdown)
        output.write(choices: quiz.choices.map(\.text.markdown))
    }

    private func begin(_ task: Lesson.Try, _ output: Output) {
        phase = .trying(task, hintsTaken: 0, held: held(task))
        commandsNoticed = commandsDone
        output.write(StyledText("Your turn", .emphasis))
        output.write(prose: task.task.markdown)
    }

    private func handOver(_ handover: Lesson.Handover, in session: Session) throws(Complaint) {
        phase = .handingOver(handover)
        let exercise = try session.exercise(handover.exercise)
        session.output.write(
            StyledText("Now write it yourself: ") + StyledText(exercise.title, .emphasis)
                + StyledText(" (\(exercise.minutes) min). Enter runs `start \(exercise.id)`."))
    }

    /// How many of a task's checks hold.
    func held(_ task: Lesson.Try) -> Int {
        task.checks.count - task.unfulfilledChecks(on: sandbox).count
    }

    private func resolve(
        _ prediction: Lesson.Prediction, _ guess: Lesson.Expression.Value?, in session: Session
    ) {
        let output = session.output
        output.write()
        let answer: Lesson.Expression.Value
        do throws(ExpressionStateError) {
            answer = try session.desk.value(of: prediction.ask, after: script)
        } catch {
            return output.writeError("this question has no answer here: \(error)")
        }
        let was = prediction.text(of: answer)
        if answer == guess {
            output.write(StyledText("✓ ", .good) + StyledText("As you said: \(was)"), hanging: 2)
        } else {
            let said = guess.map { "You said: \(prediction.text(of: $0))\n" } ?? ""
            output.write(
                StyledText("→ ", .emphasis) + StyledText("\(said)What happened: \(was)"),
                hanging: 2)
        }
        output.write(prose: prediction.why.markdown)
    }
}

extension Lesson.Prediction {
    /// How the lesson words this value.
    func text(of value: Lesson.Expression.Value) -> String {
        guard case .choices(let choices) = answers,
            let choice = choices.first(where: { $0.value == value })
        else { return value == .none ? "nothing yet" : "\(value)" }
        return choice.text.markdown
    }
}

extension Output {
    func write(choices: [String]) {
        for (index, choice) in choices.enumerated() {
            write(prose: "\(index + 1). \(choice)")
        }
    }
}
