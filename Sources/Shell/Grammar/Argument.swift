/// A word that a command takes: where it stands, and what it names.
package struct Argument: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        case required
        case optional
        /// One or more, up to the end of the line.
        case many
        /// None or more, up to the end of the line.
        case any
        /// Stands there as it is: the `as` in `join GROUP as MEMBER`.
        case literal
    }

    /// What there is a list of, for completion.
    package enum Naming: Hashable, Sendable {
        case nothing, exercise, lesson, plannedLesson, play, topic, member, group, transaction,
            shell
        /// Its words, or `all`.
        case command
        /// A file or folder.
        case path
    }

    package var name: String
    package var kind: Kind
    package var naming: Naming

    init(_ name: String, _ naming: Naming = .nothing, kind: Kind = .required) {
        self.name = name
        self.naming = naming
        self.kind = kind
    }

    var optional: Argument { Argument(name, naming, kind: .optional) }
    var many: Argument { Argument(name, naming, kind: .many) }
    var any: Argument { Argument(name, naming, kind: .any) }

    var takesMany: Bool { kind == .many || kind == .any }

    /// `ID`, `[ID]`, `TOPIC…`, `as`
    package var usage: String {
        switch kind {
        case .required, .literal: name
        case .optional: "[\(name)]"
        case .many: "\(name)…"
        case .any: "[\(name)…]"
        }
    }
}

extension Argument {
    static let exercise = Argument("ID", .exercise)
    static let newID = Argument("ID")
    static let newLessonID = Argument("ID", .plannedLesson)
    static let play = Argument("NAME", .play)
    static let command = Argument("COMMAND", .command)
    static let topic = Argument("TOPIC", .topic)
    static let member = Argument("MEMBER", .member)
    static let group = Argument("GROUP", .group)
    static let name = Argument("NAME")
    static let count = Argument("N")
    static let script = Argument("FILE", .path)
    static let value = Argument("VALUE")
    static let duration = Argument("DURATION")
    static let place = Argument("[TOPIC:]P@OFFSET")

    static func literal(_ word: String) -> Argument { Argument(word, kind: .literal) }
}
