import Terminal

extension Command {
    /// The scripts ask the program itself at every Tab, so they know what a workspace holds now.
    static let completion = Command(
        "completion", Argument("SHELL", .shell), Argument("WORD").any,
        summary: "prints a script that lets bash, zsh or fish complete eventlings",
        examples: [
            Example(line: "completion bash", meaning: "for `source <(eventlings completion bash)`")
        ], section: .authoring
    ) { invocation, session throws(Complaint) in
        let name = invocation[Argument("SHELL")] ?? ""
        guard let shell = ShellScript(rawValue: name) else {
            throw Complaint("there is no script for \(quoted(name)); say bash, zsh or fish")
        }
        let words = invocation.words(for: Argument("WORD")).map(\.text)
        if words.isEmpty {
            session.output.writeExactly(shell.text)
            return .success
        }
        let completions = Completions(names: session.names(_:begunBy:))
        let possible = Set(completions.words(words.joined(separator: " ")))
            // Each shell has its own way to quote.
            .filter { $0.hasPrefix(words.last ?? "") && !$0.contains("\\") }.sorted()
        if !possible.isEmpty { session.output.writeExactly(possible.joined(separator: "\n")) }
        return .success
    }
}

/// What a shell has to run once, so that Tab asks `eventlings completion SHELL -- WORD…`. The last
/// word is the one to complete, and may be empty.
enum ShellScript: String, CaseIterable {
    case bash, zsh, fish

    var text: String {
        switch self {
        case .bash:
            #"""
            # source <(eventlings completion bash)
            _eventlings() {
                mapfile -t COMPREPLY < <(
                    "$1" completion bash -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
                if [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == */ ]]; then
                    compopt -o nospace
                fi
            }
            complete -F _eventlings eventlings
            """#
        case .zsh:
            #"""
            #compdef eventlings
            # source <(eventlings completion zsh)
            _eventlings() {
                local -a found
                found=("${(@f)$("$words[1]" completion zsh -- "${(@)words[2,CURRENT]}" 2>/dev/null)}")
                compadd -S '' -- "${(@M)found:#*/}"
                compadd -- "${(@)found:#*/}"
            }
            compdef _eventlings eventlings
            """#
        case .fish:
            #"""
            # eventlings completion fish | source
            function __eventlings_words
                set -l typed (commandline -opc)
                $typed[1] completion fish -- $typed[2..] (commandline -ct | string collect -a) 2>/dev/null
            end
            complete -c eventlings -f -a '(__eventlings_words)'
            """#
        }
    }
}
