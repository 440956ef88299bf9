import Foundation
import Judge
import OutsideThePool
import Testing

@Suite("Plays: programs of the course under named faults", .serialized, .waitsForProcesses)
struct PlayTests {
    private typealias Call = NamedFault.Call

    @Test("Every program of the course is played here")
    func all() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: PlayedProgram.folder.path)
        #expect(files.sorted() == PlayedProgram.all.map { "\($0.name).swift" }.sorted())
    }

    @Test("In calm each keeps its promises, on three orders", arguments: PlayedProgram.all)
    func calm(program: PlayedProgram) throws {
        let result = try program.play()
        #expect(result.verdict.verdict == .passed)
        #expect(result.missed == nil)
        #expect(result.story?.faults == [])
        let work = program.exercise == "two-lines" ? "packing.pack" : "gateway.charge"
        for order in ["order-1", "order-2", "order-3"] {
            #expect(result.count(call: work, subject: order) == 1)
        }
        #expect(result.count(call: work) == 3)
        #expect(result.count(call: "commit") == 3)
    }

    // MARK: What the first lessons show

    @Test("A crash after the commit loses the order that was not packed yet")
    func lostOrder() throws {
        let result = try PlayedProgram.packAfterCommit.play([
            .strike(.crashAfter, at: Call(.commit))
        ])
        #expect(result.verdict.verdict == .failed)
        #expect(result.story?.faults == ["crash after commit"])
        #expect(result.count(call: "packing.pack", subject: "order-1") == 0)
        #expect(result.count(call: "packing.pack") == 2)
        #expect(result.steps(.broken, "order-1 was never packed") == 1)
    }

    @Test("A crash after the charge charges twice, and the story goes on to the last order")
    func chargedTwice() throws {
        let result = try PlayedProgram.chargeThenCommit.play([
            .strike(.crashAfter, at: Call(.charge))
        ])
        #expect(result.verdict.verdict == .failed)
        #expect(result.verdict.invariants.map(\.holds) == [false, true, true])
        #expect(result.count(call: "gateway.charge", subject: "order-1") == 2)
        #expect(result.count(call: "charge") == 4)
        #expect(result.steps(.broken, "order-1 was charged twice") == 1)
        #expect(result.steps(.effect, "taken by tok-order-3") == 1)
        #expect(result.verdict.diagnosis == nil)
    }

    @Test("A crash between charge and marker charges twice as well")
    func markerTooLate() throws {
        let result = try PlayedProgram.chargeThenMark.play([
            .strike(.crashAfter, at: Call(.charge))
        ])
        #expect(result.count(call: "gateway.charge", subject: "order-1") == 2)
    }

    @Test("A key that names the record's place is another one for the same order's second record")
    func keyOfThePlace() throws {
        let result = try PlayedProgram.chargeByPlace.play([.duplicate(record: "order-1")])
        #expect(result.count(call: "gateway.charge", subject: "order-1") == 2)
    }

    @Test("With a key the same crash takes the money once: a charge that changes nothing is none")
    func chargedOnce() throws {
        let result = try PlayedProgram.chargeWithKey.play([.strike(.crashAfter, at: Call(.charge))])
        #expect(result.verdict.verdict == .passed)
        #expect(result.steps(.call, "charge $40.00") == 2)
        #expect(result.count(call: "gateway.charge", subject: "order-1") == 1)
        #expect(result.count(call: "gateway.charge") == 3)
    }

    @Test("A crash between mark and charge leaves an order that nobody charges")
    func neverCharged() throws {
        let result = try PlayedProgram.markThenCharge.play([
            .strike(.crashAfter, at: Call(.transaction))
        ])
        #expect(result.verdict.invariants.map(\.holds) == [true, true, false])
        #expect(result.count(call: "gateway.charge", subject: "order-1") == 0)
        #expect(result.count(call: "database.transaction", subject: "order-1") == 1)
        #expect(result.count(call: "gateway.charge") == 2)
    }

    @Test("Who asks for a call that has no such name is told so by nil")
    func unknownCall() throws {
        let result = try PlayedProgram.chargeWithKey.play()
        #expect(result.count(call: "gatway.charge") == nil)
        #expect(result.count(call: "packing.pack") == 0)
    }

    // MARK: Where faults strike

    /// Each with the fault's title, and how the story tells it at the second such call.
    private static let strikes: [(NamedFault.Kind, CallName, title: String, step: String)] = [
        (.crashBefore, .charge, "crash before gateway.charge", "CRASH before gateway.charge"),
        (.crashAfter, .charge, "crash after gateway.charge", "CRASH after gateway.charge"),
        (.loseRequest, .charge, "request lost: gateway.charge", "the request is LOST"),
        (.loseAnswer, .charge, "answer lost: gateway.charge", "the answer is LOST"),
        (
            .lateRequest, .charge, "late request: gateway.charge, landing 5 s after the timeout",
            "the request is LATE"
        ),
        (.pause, .charge, "zombie: paused before gateway.charge", "PAUSE of"),
        (.deploy, .charge, "deploy", "DEPLOY"),
        (.crashBefore, .commit, "crash before commit", "CRASH before commit"),
        (.crashAfter, .commit, "crash after commit", "CRASH after commit"),
        (.loseRequest, .commit, "request lost: commit", "the request is LOST"),
        (.loseAnswer, .commit, "answer lost: commit", "the answer is LOST"),
        (
            .lateRequest, .commit, "late request: commit, landing 5 s after the timeout",
            "the request is LATE"
        ),
        (.pause, .commit, "zombie: paused before commit", "PAUSE of"),
        (.deploy, .commit, "deploy", "DEPLOY"),
        (.crashBefore, .poll, "crash before poll", "CRASH before poll"),
        (.pause, .poll, "session timeout in poll", "PAUSE of"),
        (.deploy, .poll, "deploy", "DEPLOY"),
        (.join, .poll, "rebalance: another instance joins", "REBALANCE"),
        (.leave, .charge, "an instance leaves", "LEAVE"),
        (.leave, .poll, "an instance leaves", "LEAVE"),
        (.fail, .charge, "gateway.charge fails once", "the call FAILS, once"),
        (.slow, .charge, "slow call: gateway.charge", "this call is SLOW"),
        (.slow, .commit, "slow call: commit", "this call is SLOW"),
        (.brokerAway, .poll, "broker away", "BROKER AWAY"),
        (.brokerAway, .commit, "broker away", "BROKER AWAY"),
        (.grow, .poll, "more partitions", "MORE PARTITIONS"),
        (.clockForwards, .charge, "clock jump: an hour forwards", "CLOCK JUMP"),
        (.clockBackwards, .poll, "clock jump: an hour backwards", "CLOCK JUMP"),
    ]

    @Test("Each strikes once, at the call whose number it names", arguments: 1...2)
    func strikesWhereNamed(number: Int) throws {
        for (kind, name, title, step) in Self.strikes {
            let fault = NamedFault.strike(kind, at: Call(name, number: number))
            let result = try PlayedProgram.chargeThenCommit.play([fault])
            #expect(result.missed == nil, "\(fault)")
            let story = try #require(result.story)
            #expect(story.faults == [title], "\(fault)")
            let struck = try #require(
                story.timeline.firstIndex { $0.text.contains(step) }, "\(fault)")
            #expect(story.timeline[struck...].count { $0.text.contains(step) } == 1)
            let calls = story.timeline[..<struck].filter { $0.kind == .call }
            // A call before which its process died is not drawn.
            let drawn = kind == .crashBefore ? number - 1 : number
            #expect(calls.count { $0.text.hasPrefix(name.verb) } == drawn, "\(fault)")
            if drawn == number {
                #expect(calls.last?.text.hasPrefix(name.verb) == true, "\(fault)")
            }
        }
    }

    @Test("A rewind strikes at the restart, where something has been committed")
    func rewind() throws {
        let crash = NamedFault.strike(.crashAfter, at: Call(.commit))
        let result = try PlayedProgram.chargeThenCommit.play([.rewind, crash])
        #expect(
            result.story?.faults == ["crash after commit", "rewind: commits of the group are gone"])
        #expect(result.count(call: "gateway.charge", subject: "order-1") == 2)
    }

    @Test("A duplicate comes at a new offset", arguments: ["order-1", "order-2", "order-3"])
    func duplicate(record: String) throws {
        let result = try PlayedProgram.chargeThenCommit.play([.duplicate(record: record)])
        #expect(result.story?.faults == ["duplicate append by the producer's retry"])
        #expect(result.steps(.effect, "\(record) once more") == 1)
        #expect(result.count(call: "gateway.charge", subject: record) == 2)
        #expect(result.count(call: "gateway.charge") == 4)
    }

    @Test("Several faults strike in one run, in the order of their calls")
    func several() throws {
        let result = try PlayedProgram.chargeWithKey.play([
            .strike(.crashBefore, at: Call(.commit, number: 2)),
            .duplicate(record: "order-3"),
            .strike(.loseAnswer, at: Call(.charge, number: 3)), .rewind,
        ])
        #expect(
            result.story?.faults == [
                "crash before commit", "duplicate append by the producer's retry",
                "rewind: commits of the group are gone", "answer lost: gateway.charge",
            ])
        #expect(result.missed == nil)
        #expect(result.verdict.verdict == .passed)
    }

    // MARK: One choice source

    @Test("The same play is the same bytes, and its tape replays the same story")
    func sameBytes() throws {
        for faults in [
            [], [NamedFault.strike(.crashAfter, at: Call(.charge, number: 2))],
            [
                .strike(.join, at: Call(.poll)), .strike(.pause, at: Call(.charge, number: 3)),
                .duplicate(record: "order-2"),
            ],
            // One waits a minute for an answer while the other polls: calm must not begin there.
            [
                .strike(.join, at: Call(.poll)), .strike(.loseAnswer, at: Call(.commit)),
                .strike(.crashBefore, at: Call(.charge, number: 3)),
            ],
        ] {
            let first = try PlayedProgram.chargeThenCommit.play(faults)
            #expect(try PlayedProgram.chargeThenCommit.play(faults) == first)
            let tape = try #require(first.story?.tape)
            #expect(tape.split(separator: ",").count == max(1, faults.count))
            #expect(try PlayedProgram.chargeThenCommit.replay(tape) == first.verdict)
        }
    }

    // MARK: What finds nothing to strike

    @Test(
        "A fault that finds nothing says what there was",
        arguments: [
            (
                NamedFault.strike(.crashAfter, at: Call(.charge, number: 5)),
                "calls gateway.charge 3 times. All its calls: poll 2 times, commit 3 times, "
                    + "gateway.charge 3 times."
            ),
            (.strike(.loseAnswer, at: Call(.pack)), "the program calls packing.pack never"),
            (.duplicate(record: "order-9"), "The records here are order-1, order-2, order-3."),
            (.rewind, "something has been committed"),
        ])
    func missed(fault: NamedFault, reason: String) throws {
        let missed = try PlayedProgram.chargeThenCommit.play([fault]).missed
        #expect(missed?.hasPrefix("`\(fault)` strikes nothing: ") == true, "\(missed ?? "none")")
        #expect(missed?.contains(reason) == true, "\(missed ?? "none")")
    }

    @Test("The calls are those of the run in which the other faults struck")
    func missedAfterOthers() throws {
        let result = try PlayedProgram.chargeThenCommit.play([
            .strike(.crashAfter, at: Call(.charge)),
            .strike(.crashAfter, at: Call(.charge, number: 5)),
        ])
        #expect(result.missed?.contains("gateway.charge 4 times") == true)
    }

    // MARK: Programs that break down

    @Test("A program that traps has its story told up to there")
    func trap() throws {
        try Program.using { program in
            let text = """
                // Traps at its second record.
                import Eventlings
                struct Billing: ChargeOnce {
                    mutating func run(
                        orders: Consumer, gateway: PaymentGateway, database: Database
                    ) async throws {
                        try await orders.subscribe(to: ["orders"])
                        for record in try await orders.poll() {
                            try await gateway.charge(Money(cents: 1), token: record.topic)
                            precondition(record.offset == 0, "no more")
                        }
                    }
                }
                """
            let file = try program.write(text, to: "Trap.swift")
            let result = try PlayedProgram.judge().play(
                PlayedProgram.chargeThenCommit.submission(of: file), faults: [.rewind])
            #expect(result.verdict.verdict == .crashed)
            #expect(result.verdict.message?.contains("no more") == true, "\(result.verdict)")
            #expect(result.steps(.call, "charge") == 2)
            #expect(result.count(call: "gateway.charge") == 2)
            #expect(result.missed != nil)
        }
    }
}
