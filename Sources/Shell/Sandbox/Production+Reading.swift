import EventLog
import Sandbox

extension Production {
    /// What a `produce` line asks for, in the order of its words; all of it once for each time.
    static func read(_ invocation: Invocation) throws(Complaint) -> [Production] {
        var model = Production(
            topic: invocation[.topic] ?? "", key: invocation[.key], content: .value([]))
        model.partition = try partition(invocation[.partition])
        model.isIdempotent = invocation.has(.idempotent)
        model.transaction = invocation[.transaction]
        model.headers = try invocation.all(.header).map(header)
        let times = try times(invocation[.times])
        let words = invocation.words(for: .value)
        if invocation.has(.tombstone) {
            try checkTombstone(invocation)
            return (1...times).map { model.numbered($0, .tombstone) }
        }
        guard !words.isEmpty else {
            throw Complaint("VALUE is missing; usage: \(Command.produce.usage).")
        }
        var productions: [Production] = []
        for number in 1...times {
            if let type = invocation[.event] {
                productions.append(try model.event(type, words, number: number))
            } else {
                productions += words.map { model.plain($0, number: number) }
            }
        }
        return productions
    }

    /// `KEY=VALUE` is a key with a value only if `=` comes before any quote or brace, but for those of
    /// `{n}`: values are often JSON.
    private func plain(_ word: Word, number: Int) -> Production {
        var production = self
        let plain = word.text.prefix(word.plainPrefix).replacing("{n}", with: "(n)")
            .prefix { $0 != "{" && $0 != "[" }
        var value = word.text[...]
        let key = plain.prefix { $0 != "=" }
        if self.key == nil, !key.isEmpty, key.count < plain.count {
            production.key = String(word.text.prefix(key.count))
            value = word.text.dropFirst(key.count + 1)
        }
        return production.numbered(
            number, .value(Array(String(value).numbered(number).utf8)))
    }

    private func numbered(_ number: Int, _ content: Content) -> Production {
        var production = self
        production.key = key?.numbered(number)
        production.content = content
        return production
    }

    private static func checkTombstone(_ invocation: Invocation) throws(Complaint) {
        guard invocation[.key] != nil, invocation.words(for: .value).isEmpty,
            invocation[.event] == nil
        else {
            throw Complaint(
                "a tombstone is a key without a value; write it as in "
                    + "`produce prices --key tea --tombstone`")
        }
    }

    private func event(
        _ type: String, _ words: [Word], number: Int
    ) throws(Complaint) -> Production {
        var fields: [Field] = []
        for word in words {
            guard let sign = word.text.firstIndex(of: "="), sign > word.text.startIndex else {
                throw Complaint(
                    "with --event every word is a field of the event; write "
                        + "\(quoted(word.text)) as NAME=VALUE, as in orderId=o-1")
            }
            let value = String(word.text[word.text.index(after: sign)...]).numbered(number)
            fields.append(Field(name: String(word.text[..<sign]), value: value))
        }
        return numbered(number, .event(type: type, fields: fields))
    }

    private static func partition(_ word: String?) throws(Complaint) -> Int? {
        guard let word else { return nil }
        return try Reading.number(word, in: 0...999, what: "partition")
    }

    private static func times(_ word: String?) throws(Complaint) -> Int {
        guard let word else { return 1 }
        return try Reading.number(word, in: 1...100_000, what: "number of times")
    }

    private static func header(_ text: String) throws(Complaint) -> Header {
        guard let sign = text.firstIndex(of: "="), sign > text.startIndex else {
            throw Complaint("\(quoted(text)) is no header; write --header NAME=VALUE")
        }
        return Header(String(text[..<sign]), Array(text[text.index(after: sign)...].utf8))
    }
}

extension String {
    /// With each `{n}` counted.
    fileprivate func numbered(_ number: Int) -> String { replacing("{n}", with: "\(number)") }
}
