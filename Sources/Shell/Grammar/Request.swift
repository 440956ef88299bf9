import Course

/// What a line of words asks for.
enum Request {
    case run(Command, Invocation)
    /// Options only, or no word at all.
    case nothing(Invocation)

    /// Sorts words by the command table.
    static func parse(_ words: [Word], table: [Command]) throws(Complaint) -> Request {
        var parser = RequestParser(table: table, rest: words[...])
        return try parser.parse()
    }
}

private struct RequestParser {
    let table: [Command]
    var rest: ArraySlice<Word>
    var command: Command?
    /// The command's arguments that have no word yet.
    var open: ArraySlice<Argument> = []
    var invocation = Invocation()

    mutating func parse() throws(Complaint) -> Request {
        var takesOptions = true
        while let word = rest.popFirst() {
            if takesOptions, word.text == "--" {
                takesOptions = false
            } else if takesOptions, word.text.hasPrefix("-"), word.text != "-", word.plainPrefix > 0
            {
                try readOption(word.text)
            } else {
                try readWord(word)
            }
        }
        guard let command else { return .nothing(invocation) }
        if !invocation.has(.help) { try checkComplete(command) }
        return .run(command, invocation)
    }

    private mutating func readWord(_ word: Word) throws(Complaint) {
        guard let command else { return try readName(word.text) }
        guard let argument = open.first else {
            throw Complaint(
                "\(quoted(word.text)) is one word too many; usage: \(command.usage)")
        }
        if !argument.takesMany { open.removeFirst() }
        guard argument.kind == .literal else { return invocation.append(word, to: argument) }
        guard word.text == argument.name else {
            throw Complaint(
                "expected `\(argument.name)` where \(quoted(word.text)) stands; "
                    + "usage: \(command.usage)")
        }
    }

    /// A name may be several words: those that follow belong to it if a command is called so.
    private mutating func readName(_ first: String) throws(Complaint) {
        let namesakes = table.filter { $0.words.first == first }
        if let next = rest.first?.text,
            let command = namesakes.first(where: { $0.words.dropFirst().elementsEqual([next]) })
        {
            rest.removeFirst()
            return begin(command)
        }
        begin(try table.command(named: first, continuedBy: rest.first?.text))
    }

    private mutating func begin(_ command: Command) {
        self.command = command
        open = command.arguments[...]
    }

    private func checkComplete(_ command: Command) throws(Complaint) {
        let missing = open.first { argument in
            switch argument.kind {
            case .optional, .any: false
            case .many: invocation.words(for: argument).isEmpty
            case .required, .literal: true
            }
        }
        guard let missing else { return }
        throw Complaint("\(missing.name) is missing; usage: \(command.usage).")
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
            return invocation.append("", to: option)
        }
        guard let given = attached ?? rest.popFirst()?.text, !given.isEmpty else {
            throw Complaint("\(option.name) needs a value; write \(option.name) \(value)")
        }
        invocation.append(given, to: option)
    }

    private func option(named name: String) throws(Complaint) -> Option {
        let known = (command?.options ?? []) + Option.everywhere
        if let option = known.first(where: { $0.name == name }) { return option }
        if command != nil, name.dropFirst().first?.isNumber == true {
            throw Complaint(
                "unknown option \(quoted(name)); a word that begins with - goes behind `--`, as in "
                    + "`-- \(name.prefix(20))`")
        }
        let meant = nearest(to: name, among: known.map(\.name)).map { "; did you mean \($0)?" }
        let remedy = command.map { "; usage: \($0.usage)" } ?? "; `help` lists all"
        throw Complaint("unknown option \(quoted(name))\(meant ?? remedy)")
    }
}
