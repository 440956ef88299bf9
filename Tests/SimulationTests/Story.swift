import Testing

/// One schedule's history, as the host tells it.
struct Story {
    struct Line: Hashable {
        /// Virtual milliseconds.
        var at: Int
        /// `a#0 applied pack r1: done`
        var text: String
    }

    private(set) var lines: [Line] = []
    private(set) var finding = ""
    private(set) var haveAllStruck = false

    /// Those of a subcommand that tells some, one after the other.
    static func all(in output: [String]) -> [Story] {
        var stories: [Story] = []
        var story = Story()
        for line in output {
            if let match = line.wholeMatch(of: /(\d+)ms (.*)/) {
                story.lines.append(Line(at: Int(match.1) ?? 0, text: String(match.2)))
            } else if line.hasPrefix("finding ") {
                story.finding = String(line.dropFirst("finding ".count))
            } else if line.hasPrefix("all struck ") {
                story.haveAllStruck = line == "all struck true"
                stories.append(story)
                story = Story()
            }
        }
        return stories
    }

    /// The schedules of a trial in which these strike, one after the other.
    static func all(_ trial: String, _ strikes: [String]) throws -> [Story] {
        all(in: try Host.lines(of: ["strikes", trial] + strikes))
    }

    static func first(_ trial: String, _ strikes: String...) throws -> Story {
        try #require(try all(trial, strikes).first, "nowhere in \(trial) strike \(strikes)")
    }

    /// The one without deviation.
    static func plain(_ trial: String) throws -> Story {
        try #require(all(in: try Host.lines("replay", trial, "w:")).first)
    }

    /// The first of these lines that does not come, or not after the one before it.
    func missing(_ texts: String...) -> String? {
        var rest = lines[...]
        for text in texts {
            guard let index = rest.firstIndex(where: { $0.text == text }) else { return text }
            rest = rest[(index + 1)...]
        }
        return nil
    }

    func has(_ text: String) -> Bool { lines.contains { $0.text == text } }

    /// When a line comes first.
    func time(of text: String) throws -> Int {
        try #require(lines.first { $0.text == text }, "no line: \(text)").at
    }

    /// What comes right after the first of these lines.
    func line(after text: String) throws -> String {
        let index = try #require(lines.firstIndex { $0.text == text }, "no line: \(text)")
        return try #require(lines.dropFirst(index + 1).first).text
    }

    /// What one life has printed, a line each.
    func prints(of life: String) -> [String] {
        let prefix = "\(life) printed "
        return lines.filter { $0.text.hasPrefix(prefix) }.flatMap { line in
            line.text.dropFirst(prefix.count).split(separator: " | ").map(String.init)
        }
    }

    /// What a life does or suffers after one of its lines.
    func deeds(of life: String, after text: String) -> [String] {
        lines.drop { $0.text != "\(life) \(text)" }.dropFirst().map(\.text)
            .filter { $0.hasPrefix("\(life) ") }
    }
}
