import Testing

@testable import Shell

/// Whatever is typed, there is one clear answer: output, or one complaint, and never a trap.
@Suite struct CommandLineFuzzTests {
    private static let lines = 10_000

    @Test("10,000 generated lines: each is carried out or answered by one line")
    func generated() throws {
        let shell = try TestShell()
        var random = Numbers(state: 42)
        let typed = (0..<Self.lines).map { _ in Self.line(&random) }
        shell.input = typed
        let outcome = shell.run("")
        let complaints = outcome.error.split(separator: "\n")
        #expect(complaints.allSatisfy { $0.hasPrefix("line ") })
        let numbers = complaints.compactMap { Int($0.dropFirst(5).prefix { $0.isNumber }) }
        #expect(numbers.count == complaints.count)
        #expect(Set(numbers).count == numbers.count, "two complaints about one line")
        #expect((2_000...9_900).contains(numbers.count), "\(numbers.count) were refused")
    }

    /// Valid, almost valid, garbage and binary, a quarter each.
    private static func line(_ random: inout Numbers) -> String {
        var words = valid[random.next(below: valid.count)].split(separator: " ").map(String.init)
        switch random.next(below: 4) {
        case 0: break
        case 1:
            let place = random.next(below: words.count)
            words[place] = pieces[random.next(below: pieces.count)]
            if random.next(below: 3) == 0 { words.append(pieces[random.next(below: pieces.count)]) }
        case 2:
            words = (0..<random.next(below: 8)).map { _ in pieces[random.next(below: pieces.count)]
            }
        default:
            let bytes = (0..<random.next(below: 60)).map { _ in UInt8(random.next(below: 256)) }
            return String(decoding: bytes, as: UTF8.self).filter { !$0.isNewline }
        }
        return words.joined(separator: " ")
    }

    private static let valid = [
        "topic create orders --partitions 3", "topic create payments", "topic grow orders 4",
        "topic show orders", "topics", "produce orders order-{n}=x --times 3",
        "produce orders --event OrderPlaced --key o-1 orderId=o-1 total=9.90",
        "read orders --partition 0 --from 1", "join billing as b1 on orders",
        "join mail as m1 on orders payments --from latest --auto-commit", "poll b1 2", "poll m1",
        "commit b1", "commit b1 0@1", "seek b1 orders:0@0", "pause b1", "resume b1", "crash m1",
        "restart m1", "leave b1", "group billing", "groups", "members", "lag billing",
        "broker stop", "broker start", "lose answer", "lose request", "wait 30s", "show", "story",
        "sandbox reset", "help", "help produce", "list", "next", "progress", "hint 06", "--version",
    ]

    private static let pieces = [
        "topic", "create", "orders", "b1", "b9", "0@1", "7@99999999999999999999", "orders:0@5",
        "-1", "0", "10s", "9999999h", "5x", "--idempotent", "--times", "--times=0", "--partitions",
        "--key", "--",
        "-h", "a=b=c", "={}", "'", "\"", "\\", "#", "\u{1B}[31m", "é👩‍🚀", "on", "as", "x",
        String(repeating: "y", count: 3_000),
    ]
}
