import Course

extension Command {
    /// Every command there is, in the order in which help lists them.
    package static let all: [Command] = learning + sandboxes + authoring

    private static let learning: [Command] = [
        next, list, lesson, start, task, open, grade, watch, hint, .run, replay, play, solution,
        diff, restore, progress, progressExport, progressImport,
    ]

    private static let sandboxes: [Command] = [
        topicCreate, topicGrow, topicShow, topics, produce, read, join, poll, commit, seek, pause,
        resume, crash, restart, leave, group, groups, members, lag, transactionBegin,
        transactionCommit, transactionAbort, brokerStop, brokerStart, loseAnswer, loseRequest, wait,
        show, story, sandboxReset, source, save,
    ]

    private static let authoring: [Command] = [
        newExercise, newLesson, checkCourse, doctor, completion, help, quit,
    ]
}

extension [Command] {
    /// What people type out of habit, and is taken for what they mean.
    private static let otherNames = [
        "exit": "quit", "q": "quit", "bye": "quit", "ls": "list", "man": "help", "?": "help",
        "status": "show",
    ]

    /// What its own words promise, and is not there yet.
    private static let toCome = [
        "new question":
            "there are no questions yet, they come with the interview mode; `new exercise` and "
            + "`new lesson` are there"
    ]

    /// The command of that name. Of a name in two words the second is what is asked for next.
    func command(named name: String, continuedBy next: String? = nil) throws(Complaint) -> Command {
        if let command = first(where: { $0.name == name }) { return command }
        let words = [name, next].compactMap(\.self).joined(separator: " ")
        if let answer = Self.toCome[words] { throw Complaint(answer) }
        let seconds = filter { $0.words.first == name }.compactMap { $0.words.dropFirst().first }
        guard seconds.isEmpty else {
            throw Complaint(
                "`\(name)` goes on with \(seconds.map { "`\($0)`" }.joined(separator: ", "))"
                    + (next.map { ", not \(quoted($0))" } ?? "") + "; `help \(name)` says more")
        }
        if let own = Self.otherNames[name], let command = first(where: { $0.name == own }) {
            return command
        }
        let names = Set(map(\.name) + compactMap(\.words.first)).sorted()
        let meant = nearest(to: name, among: names).map { "; did you mean `\($0)`?" }
        throw Complaint("unknown command \(quoted(name))\(meant ?? "; `help` lists all of them")")
    }
}
