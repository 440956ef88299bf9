/// Makes up lessons that keep every rule of the format.
struct LessonGenerator {
    var random: SplitMix64

    /// A lesson's file and the kinds of live blocks in each step.
    mutating func lesson() -> (text: String, blocks: [[String]]) {
        var text = LessonText.frontMatter
        var blocks: [[String]] = []
        for number in 0...random.below(3) {
            let (step, kinds) = step(number)
            text += step
            blocks.append(kinds)
        }
        return (text, blocks)
    }

    private mutating func step(_ number: Int) -> (text: String, kinds: [String]) {
        var text = "## Step \(number) " + inline() + "\n" + gap()
        var kinds: [String] = []
        if random.below(4) > 0 { text += prose() }
        for _ in 0..<random.below(4) {
            let kind = random.one(of: ["run", "play", "try", "predict", "quiz", "exercise"])
            kinds.append(kind)
            text += block(kind)
            if kind == "predict" {
                if random.below(2) == 0 { text += prose() }
                let answering = random.one(of: ["run", "play"])
                kinds.append(answering)
                text += block(answering)
            }
            if random.below(2) == 0 { text += prose() }
        }
        return (kinds.isEmpty ? text + "Text.\n" : text, kinds)
    }

    private mutating func gap() -> String { String(repeating: "\n", count: random.below(3)) }

    // MARK: Text

    private mutating func prose() -> String {
        random.several(1...3, joinedBy: "") { random in
            var part = LessonGenerator(random: random)
            defer { random = part.random }
            return part.proseBlock() + "\n\n"
        }
    }

    private mutating func proseBlock() -> String {
        switch random.below(6) {
        case 0: list { _ in "- " }
        // Two of these in a row would be one list.
        case 1: list { "\($0 + 1). " } + "\n\nText."
        case 2: "> " + inline() + "\n> " + inline()
        case 3: "```swift\nlet x = \"<b>\"  // **\n\n# [\n```"
        default: inline() + (random.below(2) == 0 ? "\n" + inline() : "")
        }
    }

    private mutating func list(_ sign: (Int) -> String) -> String {
        (0...random.below(12)).map { index in
            let sign = sign(index)
            let further = "\n" + String(repeating: " ", count: sign.count) + inline()
            return sign + inline() + (random.below(4) == 0 ? further : "")
        }.joined(separator: "\n")
    }

    private mutating func inline() -> String {
        let words = [
            "word", "**strong words**", "*soft*", "`code * [ <`", "[link](the-log)", "(aside),",
            "[`x`](https://a.b/c_d)", "**[bold](the-log#2)**", "snake_case", "1 < 2", "Straße",
            "日本", "*soft `code`*", "\"quoted\"", "it's", "–",
        ]
        return "Text " + random.several(1...6, joinedBy: " ") { $0.one(of: words) }
    }

    // MARK: Live blocks

    private mutating func block(_ kind: String) -> String {
        let content =
            switch kind {
            case "run": commands(indent: "")
            case "play": "play billing --crash before:commit"
            case "exercise": "charge-once"
            case "try": attempt()
            case "predict": prediction()
            default: quiz()
            }
        return "```\(kind)\n\(content)\n```\n" + gap()
    }

    private mutating func commands(indent: String) -> String {
        random.several(1...3, joinedBy: "\n") { random in
            indent + random.one(of: ["topics", "poll m1 2  # two", "produce orders \"a | b\""])
        }
    }

    private mutating func attempt() -> String {
        var expressions = ExpressionGenerator(random: random)
        let checks = (0...expressions.random.below(2)).map { _ in
            "check: " + expressions.condition(depth: 1).text
        }
        random = expressions.random
        let fields =
            checks + ["answer: topics", "answer:\n" + commands(indent: "  ")]
            + ["hint: " + inline() + "\n\n  " + inline(), "wrong:\n" + commands(indent: "  ")]
        return question() + fields.shuffled(using: &random).joined(separator: "\n")
    }

    private mutating func prediction() -> String {
        let choices =
            random.below(2) == 0
            ? ["number:"] : ["choice: 1 | " + inline(), "choice: 2 | " + inline()]
        let fields = choices + ["ask: lag(billing)", "why: " + inline() + "\n  " + inline()]
        return question() + fields.shuffled(using: &random).joined(separator: "\n")
    }

    private mutating func quiz() -> String {
        let fields = ["right: 0", "wrong: 1", "wrong: 2"].map { start in
            start + inline() + " | " + inline() + "\n  " + inline()
        }
        return question() + fields.shuffled(using: &random).joined(separator: "\n")
    }

    private mutating func question() -> String {
        gap() + inline() + "?\n" + gap() + (random.below(3) == 0 ? "- " + inline() + "\n" : "")
    }
}
