import Course

/// A command's words, sorted into argument and options.
package struct Invocation: Hashable, Sendable {
    package var argument: String?
    private var values: [Option: [String]] = [:]

    package init() {}

    package func has(_ option: Option) -> Bool { values[option] != nil }

    /// The last value, where an option stands more than once.
    package subscript(option: Option) -> String? { values[option]?.last }

    /// Every value, in the order of the line.
    func all(_ option: Option) -> [String] { values[option] ?? [] }

    mutating func add(_ value: String, to option: Option) {
        values[option, default: []].append(value)
    }

    /// With the options that a whole session was started with, where the line has no other.
    func takingOptions(from session: Invocation) -> Invocation {
        var merged = self
        merged.values.merge(session.values) { own, _ in own }
        return merged
    }
}

/// What a line of words asks for.
enum Request {
    case run(Command, Invocation)
    /// Options only, or no word at all.
    case nothing(Invocation)

    /// Sorts words by the command table.
    static func parse(_ words: [String], table: [Command]) throws(Complaint) -> Request {
        var parser = RequestParser(table: table, rest: words[...])
        return try parser.parse()
    }
}

private struct RequestParser {
    let table: [Command]
    var rest: ArraySlice<String>
    var command: Command?
    var invocation = Invocation()

    mutating func parse() throws(Complaint) -> Request {
        var takesOptions = true
        while let word = rest.popFirst() {
            if takesOptions, word == "--" {
                takesOptions = false
            } else if takesOptions, word.hasPrefix("-"), word != "-" {
                try readOption(word)
            } else {
                try readWord(word)
            }
        }
        guard let command else { return .nothing(invocation) }
        if let argument = command.argument, argument.isRequired, invocation.argument == nil,
            !invocation.has(.help)
        {
            throw Complaint(
                "\(argument.name) is missing; usage: \(command.usage). `list` shows every ID.")
        }
        return .run(command, invocation)
    }

    private mutating func readWord(_ word: String) throws(Complaint) {
        guard let command else {
            command = try table.command(named: word)
            return
        }
        guard command.argument != nil, invocation.argument == nil else {
            throw Complaint("\(quoted(word)) is one word too many; usage: \(command.usage)")
        }
        invocation.argument = word
    }

    private mutating func readOption(_ word: String) throws(Complaint) {
        let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let name = parts[0] == "-h" ? Option.help.name : String(parts[0])
        let option = try option(named: name)
        let attached = parts.count == 2 ? String(parts[1]) : nil
        guard let value = option.value else {
            guard attached == nil else {
                throw Complaint("\(option.name) takes no value; write \(option.name) alone")
            }
            invocation.add("", to: option)
            return
        }
        guard let given = attached ?? rest.popFirst(), !given.isEmpty else {
            throw Complaint("\(option.name) needs a value; write \(option.name) \(value)")
        }
        invocation.add(given, to: option)
    }

    private func option(named name: String) throws(Complaint) -> Option {
        let known = (command?.options ?? []) + Option.everywhere
        if let option = known.first(where: { $0.name == name }) { return option }
        let meant = nearest(to: name, among: known.map(\.name)).map { "; did you mean \($0)?" }
        let remedy = command.map { "; usage: \($0.usage)" } ?? "; `help` lists all"
        throw Complaint("unknown option \(quoted(name))\(meant ?? remedy)")
    }
}

extension [Command] {
    func command(named name: String) throws(Complaint) -> Command {
        if let command = first(where: { $0.name == name }) { return command }
        let meant = nearest(to: name, among: map(\.name)).map { "; did you mean `\($0)`?" }
        throw Complaint("unknown command \(quoted(name))\(meant ?? "; `help` lists all of them")")
    }
}
