import Course
import Foundation
import Terminal

extension Command {
    static let open = Command(
        "open", .exercise.optional,
        summary: "opens your file in your editor (VISUAL, EDITOR, or what there is)",
        examples: [
            Example(line: "open", meaning: "the exercise you started last"),
            Example(line: "open 06", meaning: "any exercise that you have started"),
        ]
    ) { invocation, session throws(Complaint) in
        let exercise = try session.exercise(invocation[.exercise])
        let file = try session.solution(of: exercise)
        guard let editor = session.surroundings.editor else {
            throw Complaint(
                "no editor was found; say which in the variable VISUAL or EDITOR, as in "
                    + "`export EDITOR=nano`, and start eventlings again. Your file is "
                    + "\(session.shown(file)).")
        }
        let status = session.surroundings.edit(editor, file)
        guard status == 0 else {
            let remedy =
                status == Surroundings.notFound
                ? ": there is no such command. Quotes keep together a path with a blank, as in "
                    + "`export EDITOR=\"'/my tools/editor'\"`. Your file is "
                : "; your file is "
            throw Complaint(
                "the editor \(quoted(editor)) ended with status \(status)\(remedy)"
                    + session.shown(file), status: .failure)
        }
        return .success
    }
}

extension Surroundings {
    /// How shells say that there is no such command.
    fileprivate static let notFound: Int32 = 127

    /// The editor that a person has chosen, as every Unix program finds it, else one that most
    /// machines have; nil if none.
    var editor: String? {
        [environment["VISUAL"], environment["EDITOR"]].compactMap { $0 }
            .first { !$0.allSatisfy(\.isWhitespace) }
            ?? ["editor", "nano", "vi"].first(where: isInstalled)
    }

    private func isInstalled(_ program: String) -> Bool {
        (environment["PATH"] ?? "").split(separator: ":").contains { folder in
            FileManager.default.isExecutableFile(atPath: "\(folder)/\(program)")
        }
    }
}
