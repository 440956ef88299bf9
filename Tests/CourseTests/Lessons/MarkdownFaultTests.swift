import Testing

/// Line 1 is the first below the step's heading.
@Suite("Markdown that lessons don't have is a finding with its line")
struct MarkdownFaultTests {
    @Test(
        "Text that is right has no findings",
        arguments: [
            "One line.",
            "Two\nlines.\n\nAnother paragraph.",
            "**Strong**, *soft*, `code * _ [ < & \\ ~~ ![`, **`strong code`**, *a `b` c*.",
            "**strong over\ntwo lines** and `code over\ntwo`",
            "- one\n- two\n  goes on\n- three",
            "1. one\n2. two\n   goes on\n3. three",
            "1. one\n\n2. two",
            (1...10).map { "\($0). item" }.joined(separator: "\n") + "\n    goes on",
            "text\n- a list right below",
            "> a quote\n> goes on",
            "[text](the-log), **[text](the-log#2)**",
            "snake_case and 3 < 4 > 2, AT&T, a & b; 5 ~ 6, 7 - 8, 9 + 1, x | y, {z}, \"q\" 'r', $1",
            "2026 was a year. 3) is no list here",
            "*Asked*: \"**Why?**\" (*because*)",
            "Straße, naïve, 日本語, 👩‍👩‍👧, e\u{301}",
            "```swift\nlet  x = \"<b>\" // **\n\n# no heading\n- no list\n```",
            "```text\n---\n```\n```json\n{}\n```",
        ])
    func right(text: String) {
        #expect(LessonText.stepFindings(text) == [])
    }

    @Test(
        "A paragraph that Markdown reads otherwise",
        arguments: [
            ("a *b", "1: `*` is never closed"),
            ("a\nb **c\nd", "2: `**` is never closed"),
            ("a `b\nc", "1: a backtick is never closed"),
            ("`a\nb` c\n*d", "3: `*` is never closed"),
            ("a ``b`` c", "1: code stands between single backticks"),
            ("a\n2 * 3", "2: `*` begins nothing here"),
            ("*a *", "1: `*` closes nothing here"),
            ("***a***", "1: three stars or more"),
            ("**a *b* c**", "1: one emphasis inside another"),
            ("*a **b* c**", "1: one emphasis inside another"),
            ("a**\"b\"**", "1: `**` begins nothing here"),
            ("**(b)**a", "1: `**` closes nothing here"),
            ("__a__", "1: write emphasis with `*`"),
            ("so _a_", "1: write emphasis with `*`"),
            ("~~a~~", "1: text can't be struck out"),
            ("a\n\n<b>c</b>", "3: HTML"),
            ("a <!-- b -->", "1: HTML"),
            ("<https://a.b>", "1: HTML"),
            ("a &amp; b", "1: an HTML entity"),
            ("a &#65; b", "1: an HTML entity"),
            (#"a \* b"#, "1: a backslash"),
            ("a\\\nb", "1: a backslash"),
            ("![a](b.png)", "1: images"),
            ("see https://a.b", "1: a bare address"),
        ])
    func inline(text: String, expected: String) {
        expect(text, expected)
    }

    @Test(
        "A link that leads nowhere by its form",
        arguments: [
            ("[a]", "1: only links have brackets"),
            ("[a][b]", "1: only links have brackets"),
            ("[^1]", "1: only links have brackets"),
            ("[a]: https://b.c", "1: only links have brackets"),
            ("[a", "1: `[` is never closed"),
            ("a]", "1: `]` closes nothing"),
            ("[](the-log)", "1: this link has no text"),
            ("[a [b](c)](d)", "1: a link inside a link"),
            ("*[a*](b)", "1: `*` begins nothing here"),
            ("[*a](b)*", "1: `]` closes nothing"),
            ("[a](b c)", "1: a link's target ends with `)`"),
            ("[a](b", "1: a link's target ends with `)`"),
            ("[a](b(c))", "1: a link's target ends with `)`"),
            ("[a](b \"title\")", "1: a link's target ends with `)`"),
            ("x\n[a]()", "2: `` is no target"),
            ("[a](#2)", "1: `#2` is no target"),
            ("[a](the-log#0)", "1: `the-log#0` is no target"),
            ("[a](the-log#two)", "1: `the-log#two` is no target"),
            ("[a](http://b.c)", "1: `http://b.c` is no target"),
            ("[a](mailto:b@c.d)", "1: `mailto:b@c.d` is no target"),
            ("[a](/etc/passwd)", "1: `/etc/passwd` is no target"),
        ])
    func links(text: String, expected: String) {
        expect(text, expected)
    }

    @Test(
        "A line that begins what lessons don't have",
        arguments: [
            ("# a\nb", "1: the title stands in the front matter"),
            ("a\n### b\nc", "2: a step has no headings inside"),
            ("##b\nc", "1: a step begins with `##`"),
            ("##  b\nc", "1: a step begins with `##`"),
            ("* a", "1: the items of a list begin with `- `"),
            ("+ a", "1: the items of a list begin with `- `"),
            ("1) a", "1: the items of a numbered list begin with `1. `"),
            ("| a | b |", "1: tables"),
            ("a | b\n--|--", "2: a line of signs"),
            ("a\n\n---", "3: a line of signs"),
            ("a\n===", "2: a line of signs"),
            ("* * *", "1: the items of a list begin with `- `"),
            ("-", "1: a line of signs"),
            ("1.", "1: this item is empty"),
            ("11)", "1: the items of a numbered list begin with `1. `"),
            ("- 1)", "1: lists and quotes hold text only"),
            (">", "1: each line of a quote begins with `> `"),
            (">a", "1: each line of a quote begins with `> `"),
            ("> > a", "1: lists and quotes hold text only"),
            ("> - a", "1: lists and quotes hold text only"),
            ("> a\n> # b", "2: lists and quotes hold text only"),
            ("> a\nb", "2: leave an empty line between a quote"),
            ("- a\nb", "2: leave an empty line between a list"),
            ("- - a", "1: lists and quotes hold text only"),
            ("- a\n  - b", "2: lists and quotes hold text only"),
            ("- a\n    b", "2: what goes on in this list has 2 spaces"),
            ("## b ##\nc", "1: a step begins with `##`, one space"),
            ("1. a\n  b", "2: what goes on in this list has 3 spaces"),
            ("2. a", "1: a numbered list counts 1, 2, 3; this item is 1"),
            ("1. a\n3. b", "2: a numbered list counts 1, 2, 3; this item is 2"),
            ("1. a\n\nb\n\n2. c", "5: a numbered list counts 1, 2, 3; this item is 1"),
            ("    a", "1: only what goes on in a list is indented"),
            ("- a\n\n  b", "3: only what goes on in a list is indented"),
            ("~~~\na\n~~~", "1: fences are three backticks;3: fences are three backticks"),
        ])
    func blocks(text: String, expected: String) {
        expect(text, expected)
    }

    @Test(
        "A fence that says or ends nothing",
        arguments: [
            ("a\n```\nb\n```", "2: say after the fence what is in it"),
            ("````text\na\n````", "1: fences are three backticks"),
            ("```text\na\n````", "3: fences are three backticks"),
            ("```quizz\na\n```", "1: there is no block `quizz`; did you mean `quiz`?"),
            ("```ruby\na\n```", "1: there is no block `ruby`; live blocks are run, play, try"),
            (
                "```haskell\na\n```",
                "1: there is no block `haskell`; live blocks are run, play, try"
            ),
            ("``` run\na\n```", "1: there is no block ` run`; did you mean `run`?"),
            ("```Run\na\n```", "1: there is no block `Run`; did you mean `run`?"),
            ("```text\na", "1: this block is never closed"),
            ("```try\nDo it.", "1: this block is never closed"),
            ("```text\na\n```run\ntopics\n```", "1: this block is never closed"),
            ("```run\ntopics\n\nText.\n\n## Next\n", "1: this block is never closed"),
            ("  ```text", "1: only what goes on in a list is indented"),
        ])
    func fences(text: String, expected: String) {
        expect(text, expected)
    }

    private func expect(_ text: String, _ expected: String) {
        let found = LessonText.stepFindings(text)
        #expect(
            LessonText.areAsExpected(found, expected), "\(text.debugDescription) gives \(found)")
    }
}
