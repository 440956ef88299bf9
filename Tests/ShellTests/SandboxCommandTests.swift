import Foundation
import Testing

/// What the sandbox's commands write, line by line.
@Suite struct SandboxCommandTests {
    let shell: TestShell

    init() throws {
        shell = try TestShell()
    }

    private let compacted = [
        "topic create prices --compact --segment 1m", "produce prices a=1 b=1 a=2", "wait 2m",
        "produce prices a=3 b=2", "wait 5m",
    ]

    // MARK: Counting

    @Test("Compacted records and markers of transactions are not counted: no reader gets them")
    func counts() {
        shell.input =
            compacted + [
                "topic create orders", "transaction begin t1",
                "produce orders one two --transaction t1", "transaction commit t1", "topics",
            ]
        #expect(
            shell.run(arguments: []).out.hasSuffix(
                """
                topic   partitions  records
                orders           1        2
                prices           1        4

                """))
    }

    @Test("The drawing says how many records are to be read, not how many offsets there are")
    func drawnCounts() {
        shell.input = compacted + ["topic show prices --plain"]
        let out = shell.run(arguments: []).out
        #expect(out.hasSuffix("prices-0: 4 records; the newest: 1 b, 2 a, 3 a, 4 b.\n"), "\(out)")
    }

    // MARK: Many records

    @Test("A counted key is a key, and JSON that holds = is none")
    func countedKeys() {
        shell.input = [
            "topic create orders", "produce orders k-{n}=x --times 2", #"produce orders {"a=b":1}"#,
            "read orders",
        ]
        let out = shell.run(arguments: []).out
        #expect(out.contains("orders-0@1  k-2  x"))
        #expect(out.contains("orders-0@2  –    {a=b:1}"), "\(out)")
    }

    @Test("Of many records sent at once the first and the last are named, and how many went where")
    func manySent() {
        shell.input = [
            "topic create orders --partitions 2", "produce orders --key k-{n} x --times 1004",
        ]
        #expect(
            shell.run(arguments: []).out == """
                orders has 2 partitions: orders-0 and orders-1
                k-1 → orders-0@0
                k-2 → orders-0@1
                k-3 → orders-0@2
                … 1,000 more
                k-1004 → orders-0@508
                509 records → orders-0@0…508
                495 records → orders-1@0…494

                """)
    }

    @Test("Ten records are told one by one, and the story folds as the command does")
    func fewSent() {
        shell.input = ["topic create orders", "produce orders r-{n} --times 10"]
        #expect(shell.run(arguments: []).out.contains("r-9 → orders-0@8\nr-10 → orders-0@9\n"))
        shell.input = ["topic create orders", "produce orders r-{n} --times 11", "story"]
        #expect(
            shell.run(arguments: []).out.hasSuffix(
                """
                        0s  r-3 → orders-0@2
                        0s  … 7 more
                        0s  r-11 → orders-0@10
                        0s  11 records → orders-0@0…10

                """))
    }

    @Test("Where there are many partitions, one line says how much each of them got")
    func manyPartitions() {
        shell.input = [
            "topic create orders --partitions 11", "produce orders --key k-{n} x --times 1100",
        ]
        let out = shell.run(arguments: []).out
        #expect(out.contains("\n1,100 records → 11 partitions, from "), "\(out)")
    }

    @Test("Of a long partition the first records are read and the last, and how to go on")
    func manyRead() {
        shell.input = [
            "topic create orders --partitions 2", "produce orders --partition 1 r-{n} --times 1021",
            "produce orders --partition 0 other", "read orders",
        ]
        #expect(
            shell.run(arguments: []).out.hasSuffix(
                """
                orders-1@9     –    r-10
                …                   1,010 more: `read orders --partition 1 --from 10`
                orders-1@1020  –    r-1021

                """))
        shell.input[3] = "read orders --partition 1 --from 1001"
        #expect(shell.run(arguments: []).out.contains("orders-1@1010  –    r-1011\n"))
    }

    // MARK: Scripts

    @Test("A script shows each of its commands before what the command does")
    func sourceShowsCommands() throws {
        try shell.write("topic create orders\n\n# one\nproduce orders a=1\nbroker start\n", to: "s")
        let outcome = shell.run("source s")
        #expect(
            outcome.out == """
                > topic create orders
                orders has 1 partition: orders-0
                > # one
                > produce orders a=1
                a → orders-0@0
                > broker start

                """)
        #expect(outcome.error == "s:5: the broker is running already\n")
    }

    @Test("A script is never written over another file, and it is said what to do")
    func saveKeepsFiles() throws {
        try shell.write("mine", to: "notes")
        #expect(
            shell.run("save notes").error
                == "eventlings: notes is there already, and `save` writes over nothing; "
                + "name a file that isn't there yet\n")
        #expect(try shell.read("notes") == "mine")
        #expect(
            shell.run("save nowhere/notes").error
                == "eventlings: can't write nowhere/notes; name a file in a folder that is there, "
                + "and that you may write to\n")
    }

    @Test("What the broker refuses has failed: a script stops there, and the status says so")
    func refusedCommit() throws {
        let lines = [
            "topic create t", "produce t x", "join g as m on t", "poll m", "pause m", "wait 1m",
            "resume m", "commit m", "topics",
        ]
        try shell.write(lines.joined(separator: "\n"), to: "s")
        let outcome = shell.run("source s")
        #expect(outcome.status == 1)
        #expect(outcome.out.contains("m: commit failed. "))
        #expect(!outcome.out.contains("> topics"))
        shell.input = lines
        #expect(shell.run(arguments: []).status == 1)
    }

    // MARK: Durations

    @Test("Days are durations, and are told as days")
    func days() {
        shell.input = ["topic create orders --retention 7d", "wait 1d", "wait 26h", "wait 31d"]
        let outcome = shell.run(arguments: [])
        #expect(outcome.out.hasSuffix("1d later\n1d 2h later\n"))
        #expect(outcome.error.contains("at most 30d"))
    }

    @Test("Ctrl-C stops a wait and the script it is in, and a saved script has what has passed")
    func stoppedWait() throws {
        try shell.write("wait 1h\ntopics\n", to: "s")
        shell.input = [
            "topic create t", "join g as m on t", "crash m", "source s", "save saved",
        ]
        var looks = 0
        shell.isToStop = {
            looks += 1
            return looks > 1
        }
        let outcome = shell.run(arguments: [])
        #expect(outcome.out.contains("10s later\n4 commands in saved"))
        #expect(outcome.error == "Stopped; 59m 50s of the wait are left.\n")
        #expect(outcome.status == 130)
        #expect(
            try shell.read("saved") == "topic create t\njoin g as m on t\ncrash m\nwait 10000ms\n")
    }

    // MARK: Offsets out of range

    @Test("An empty partition says where it begins, and a group what its lost offset leads to")
    func emptiedByRetention() {
        shell.input = [
            "topic create orders --retention 1m", "produce orders a b c", "join g as m on orders",
            "poll m 1", "commit m", "wait 10m", "topic show orders", "lag g",
        ]
        let out = shell.run(arguments: []).out
        #expect(
            out.hasSuffix(
                """
                orders-0  │ empty, begins at 3
                  g       CP
                          committed 1, m reads 1 next, lag 2
                          1 is gone: whoever is to read there begins at 3, or at the end with
                          --from latest (auto.offset.reset)
                group  partition  committed  end  lag
                g      orders-0           1    3    2
                orders-0: 1 is gone: whoever is to read there begins at 3, or at the end with
                  --from latest (auto.offset.reset)

                """), "\(out)")
    }

    @Test("A commit beyond the end is told as one; its negative lag takes nothing from another's")
    func beyondTheEnd() {
        shell.input = [
            "topic create orders --partitions 2", "produce orders --partition 1 a b c",
            "join g as m on orders", "commit m 0@2", "groups", "lag",
        ]
        let out = shell.run(arguments: []).out
        #expect(
            out.hasSuffix(
                """
                m commits for g: orders-0 → 2
                orders-0: 2 is beyond the end, 0: whoever is to read there now begins at 0, or
                  at the end with --from latest (auto.offset.reset)
                group  state   generation  members  lag
                g      Stable           1        1    3
                group  partition  committed  end  lag
                g      orders-0           2    0   -2
                g      orders-1           –    3    3
                orders-0: 2 is beyond the end, 0: whoever is to read there now begins at 0, or
                  at the end with --from latest (auto.offset.reset)

                """), "\(out)")
    }

    // MARK: Members

    @Test("A group lists whom the broker counts; a paused one that is out says what it believes")
    func believers() {
        shell.input = [
            "topic create d --partitions 2", "join g as a on d", "join g as b on d", "pause b",
            "wait 20s", "members", "group g",
        ]
        let out = shell.run(arguments: []).out
        #expect(
            out.contains(
                """
                member  group  state    owns
                a       g      running  d-0, d-1
                b       g      paused   (believes d-1)
                """), "\(out)")
        #expect(
            out.contains("member  group  state    owns\na       g      running  d-0, d-1\n\n"),
            "\(out)")
    }

    @Test("Records of one batch stand one under the other")
    func oneBatch() {
        shell.input = [
            "topic create d", "lose answer", "produce d a", "produce d b c", "wait 30s",
        ]
        let out = shell.run(arguments: []).out
        #expect(out.contains("\nb → d-0@2\nc → d-0@3\n"), "\(out)")
    }

    @Test("A member without a partition is told what is true: the others have them")
    func noPartition() {
        shell.input = [
            "topic create x", "topic create y", "join g as a on x y", "join g as b on x y",
        ]
        let out = shell.run(arguments: []).out
        #expect(out.contains("b gets no partition: the others have them all"), "\(out)")
    }

    // MARK: Tombstones

    @Test("A tombstone is told and drawn as one")
    func tombstones() {
        shell.input = [
            "topic create prices", "produce prices tea=3", "produce prices --key tea --tombstone",
            "produce prices --key a-long-winded-name --tombstone", "topic show prices",
            "topic show prices --plain", "read prices --from 2",
        ]
        #expect(
            shell.run(arguments: []).out.hasSuffix(
                """
                tea (tombstone) → prices-0@1
                a-long-winded-name (tombstone) → prices-0@2
                prices-0  │0 tea│1 tea (tombstone)│2 a-long-winded… (tombstone)│
                prices-0: 3 records; the newest: 0 tea, 1 tea (tombstone), 2 a-long-winded-name
                (tombstone).
                where       key                 value
                prices-0@2  a-long-winded-name  tombstone

                """))
    }

    @Test(
        "What is no tombstone, and no record either, is refused by one sentence",
        arguments: [
            "--tombstone", "--tombstone --key a value", "--tombstone --key a --event T", "",
        ])
    func refusedTombstones(words: String) {
        shell.input = ["topic create prices", "produce prices \(words)"]
        #expect(
            shell.run(arguments: []).error.hasPrefix(
                words.isEmpty
                    ? "line 2: VALUE is missing; usage: produce TOPIC"
                    : "line 2: a tombstone is a key without a value; write it as in "))
    }
}
