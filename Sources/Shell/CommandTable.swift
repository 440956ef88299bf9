extension Command {
    /// Every command there is, in the order in which help lists them.
    package static let all: [Command] = [
        next, list, start, grade, hint, run, replay, play, solution, restore, checkCourse, doctor,
        help, quit,
    ]
}
