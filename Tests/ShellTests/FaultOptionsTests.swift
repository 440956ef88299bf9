import Judge
import Testing

@testable import Shell

@Suite("The options that name faults")
struct FaultOptionsTests {
    private func faults(_ words: [String]) throws(Complaint) -> [NamedFault] {
        let request = try Request.parse(
            (["play", "p"] + words).map { Word($0) }, table: Command.all)
        guard case .run(_, let invocation) = request else { return [] }
        return try FaultOptions.faults(in: invocation)
    }

    private func faults(_ line: String) throws(Complaint) -> [NamedFault] {
        try faults(line.split(separator: " ").map(String.init))
    }

    @Test("Every fault reads as it is written", arguments: NamedFault.everyKind)
    func roundTrip(fault: NamedFault) throws {
        #expect(try faults("\(fault)") == [fault])
    }

    @Test("A call may be named by its verb, as a story writes it")
    func verbs() throws {
        let short = try faults("--crash after:charge --lose answer:pack#3 --late request:reserve")
        #expect(
            short.map(\.description) == [
                "--crash after:gateway.charge", "--lose answer:packing.pack#3",
                "--late request:warehouse.reserve",
            ])
        #expect(Set(CallName.allCases.map(\.verb)).count == CallName.allCases.count)
    }

    @Test("An option may stand several times")
    func several() throws {
        let faults = try faults("--crash after:charge --crash before:commit#2 --rewind")
        #expect(
            faults == [
                .strike(.crashAfter, at: .init(.charge)),
                .strike(.crashBefore, at: .init(.commit, number: 2)), .rewind,
            ])
    }

    @Test(
        "What can't be read is one message with what to write",
        arguments: [
            (
                "--crash charge",
                "that is not how it is written. Usage: --crash before|after:CALL[#N]"
            ),
            ("--crash during:charge", "that is not how it is written"),
            ("--lose reply:commit", "Usage: --lose answer|request:CALL[#N]"),
            ("--crash after:gatway.charge", "did you mean `gateway.charge`? Usage: --crash"),
            ("--crash after:comit", "did you mean `commit`?"),
            ("--crash after:frobnicate", "the calls are poll, commit, send, packing.pack"),
            ("--crash after:", "no call is named ``"),
            ("--crash after:commit#", "after # comes the number of the call, from 1"),
            ("--crash after:commit#0", "from 1"),
            ("--crash after:commit#+1", "from 1"),
            ("--crash after:commit#99999999999999999999", "from 1"),
            ("--crash after:poll", "a poll changes nothing; name another call"),
            ("--lose request:poll", "a poll changes nothing"),
            ("--join at:commit", "an instance joins at a poll. Usage: --join at:poll[#N]"),
            ("--fail once:commit", "a service fails, not the broker"),
            ("--broker restart:poll", "in the middle of a send. Usage: --broker away|restart:CALL"),
            ("--grow at:charge", "a topic grows at a poll or send"),
            ("--clock sideways:poll", "that is not how it is written"),
            ("--crash", "--crash needs a value; write --crash before|after:CALL[#N]"),
            ("--rewind=1", "--rewind takes no value"),
            ("--crush after:commit", "did you mean --crash?"),
        ])
    func complaints(line: String, message: String) {
        let complaint = #expect(throws: Complaint.self) { try faults(line) }
        #expect(complaint?.message.contains(message) == true, "\(complaint?.message ?? "none")")
        #expect(complaint?.status == .usage)
    }

    @Test(
        "Two faults that can't both strike are refused together",
        arguments: [
            "--crash after:commit --lose answer:commit",
            "--crash after:charge --pause before:charge",
            "--join at:poll --join at:poll#2", "--rewind --rewind",
            "--duplicate order-1 --duplicate order-2",
        ])
    func exclusive(line: String) {
        let complaint = #expect(throws: Complaint.self) { try faults(line) }
        #expect(complaint?.message.contains("can't both strike") == true)
    }

    @Test("What no play could hold is refused")
    func tooMuch() {
        let many = (1...21).map { "--crash after:commit#\($0)" }.joined(separator: " ")
        #expect(throws: Complaint("21 faults are too many; name at most 20")) { try faults(many) }
        let long = #expect(throws: Complaint.self) {
            try faults(["--duplicate", String(repeating: "x", count: 1_000_000)])
        }
        #expect(long?.message.contains("so long a name. Usage: --duplicate RECORD") == true)
        #expect((long?.message.count ?? .max) < 200)
    }

    @Test("Of 10,000 texts each gets one clear answer")
    func generatedTexts() {
        var generator = TextGenerator(state: 7)
        var understood = 0
        for _ in 0..<10_000 {
            let words = generator.words()
            do throws(Complaint) {
                let faults = try faults(words)
                understood += 1
                let again = try self.faults(faults.flatMap(\.typed))
                #expect(again == faults, "\(words)")
            } catch {
                #expect(error.status == .usage)
                #expect((10...500).contains(error.message.count), "\(words): \(error.message)")
            }
        }
        #expect((500...9_500).contains(understood), "the texts are all alike: \(understood)")
    }
}

/// Words like those that name faults, right and wrong.
private struct TextGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state ^ (state >> 29)
    }

    mutating func words() -> [String] {
        let option = pick(FaultOptions.all.map(\.name) + ["--crash", "--crsh", "-c", "--"])
        return pick(0...4) == 0
            ? [option + "=" + value()] : pick(0...6) == 0 ? [option] : [option, value()]
    }

    private mutating func value() -> String {
        let moments = ["before", "after", "answer", "request", "at", "", "After", "🙂"]
        let calls = CallName.allCases.map(\.rawValue) + CallName.allCases.map { String($0.verb) }
        let numbers = [
            "", "#1", "#2", "#", "#0", "#-1", "#x", "#٣", "#1#1", "#18446744073709551616",
        ]
        var text = pick(moments) + pick([":", ":", ":", "", "::"]) + pick(calls) + pick(numbers)
        if pick(0...2) == 0 { damage(&text) }
        return text
    }

    private mutating func damage(_ text: inout String) {
        let place = text.index(text.startIndex, offsetBy: pick(0...text.count))
        switch pick(0...2) {
        case 0: text.insert(contentsOf: pick(["\u{0}", "\n", "é", "\u{301}", " ", "="]), at: place)
        case 1: text.removeSubrange(place...)
        default: text = String(repeating: text, count: pick(1...300))
        }
    }

    private mutating func pick(_ range: ClosedRange<Int>) -> Int {
        Int.random(in: range, using: &self)
    }

    private mutating func pick(_ words: [String]) -> String { words[pick(0...words.count - 1)] }
}

extension NamedFault {
    /// As words of a command line.
    fileprivate var typed: [String] {
        "\(self)".split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
            .map(String.init)
    }

    fileprivate static let everyKind: [NamedFault] =
        Kind.allCases.flatMap { kind in
            CallName.allCases.filter(kind.canStrike).flatMap { name in
                [1, 2, 40].map { .strike(kind, at: Call(name, number: $0)) }
            }
        } + [.rewind, .duplicate(record: "order-1")]
}
