import Testing

@testable import Mutants

@Suite("Mutants of a solution")
struct MutantTests {
    private static let loop = """
        for record in try await orders.poll() {
            try await packing.pack(
                record.key)
            try await orders.commit(record)
        }
        """

    private func changed(_ code: String, _ kind: Mutant.Kind) -> [String] {
        Mutant.all(of: code).filter { $0.kind == kind }.map(\.code)
    }

    @Test("A call is deleted over all its lines, a loop never")
    func deleted() {
        let mutants = changed(Self.loop, .deletedCall)
        #expect(mutants.count == 2)
        #expect(!mutants[0].contains("pack") && mutants[0].contains("commit"))
        #expect(mutants[1].contains("pack") && !mutants[1].contains("commit"))
    }

    @Test("Neighbouring calls change places")
    func swapped() throws {
        let mutant = try #require(changed(Self.loop, .swappedCalls).first)
        #expect(
            mutant.split(separator: "\n").map { $0.drop { $0 == " " } } == [
                "for record in try await orders.poll() {", "try await orders.commit(record)",
                "try await packing.pack(", "record.key)", "}",
            ])
    }

    @Test("An awaited call is made in a task that nobody waits for, and its error is swallowed")
    func notAwaited() {
        #expect(
            changed("    try await orders.commit(record)", .notAwaited)
                == ["    Task { try await orders.commit(record) }"])
        #expect(
            changed("    try await orders.commit(record)", .swallowedError)
                == ["    try? await orders.commit(record)"])
    }

    @Test(
        "A condition is negated, a binding or an endless loop is not",
        arguments: [
            ("if seen.contains(id) { continue }", ["if !(seen.contains(id)) { continue }"]),
            ("guard left >= 0 else { return }", ["guard !(left >= 0) else { return }"]),
            ("if let row = try tx.get(table, key) {", []), ("while true {", []),
            ("for step in life where isNew(step) {", ["for step in life where !(isNew(step)) {"]),
            (
                "if let old = get(a, b), old > 0, !isDone {",
                [
                    "if let old = get(a, b), !(old > 0), !isDone {",
                    "if let old = get(a, b), old > 0, !(!isDone) {",
                ]
            ),
        ])
    func negated(line: String, expected: [String]) {
        #expect(changed(line, .negatedCondition) == expected)
    }

    @Test("A call in a block on one line is changed as any other")
    func inBlock() {
        let line = "if isFull { try await commit(batch) }"
        #expect(changed(line, .deletedCall) == ["if isFull {  }"])
        #expect(changed(line, .swallowedError) == ["if isFull { try? await commit(batch) }"])
        let callback = "onRevoked: { gone in try await commit(gone) }"
        #expect(
            changed(callback, .swallowedError) == ["onRevoked: { gone in try? await commit(gone) }"]
        )
    }

    @Test("An answer that nobody looks at is not waited for")
    func answer() {
        #expect(
            changed("_ = try await producer.send(record).metadata", .notAwaited) == [
                "Task { _ = try await producer.send(record).metadata }",
                "_ = try await producer.send(record)",
            ])
        #expect(changed("try await before?.value", .deletedCall) == [""])
    }

    @Test("A call in a block is named by its line, but inside another call by itself")
    func names() {
        let names = { (code: String) in
            Mutant.all(of: code).filter { $0.kind == .swallowedError }.map(\.line)
        }
        #expect(names("if isFull { try await commit() }") == ["if isFull { try await commit() }"])
        #expect(names("try await save { tx in try decide(tx) }").last == "try decide(tx)")
    }

    @Test("An offset is off by one, in either direction")
    func offByOne() {
        #expect(changed("done = record.offset + 1", .oneLess) == ["done = record.offset"])
        #expect(changed("done = record.offset + 1", .oneMore) == ["done = record.offset + 2"])
        #expect(
            changed("seek(to: record.offset)", .oneMore) == ["seek(to: (record.offset + 1))"])
    }
}

@Suite("Survivors that somebody has explained")
struct ExplainedSurvivorsTests {
    private static let mutant = Mutant(
        kind: .deletedCall, line: "try await orders.commit(record)", replacement: "after it",
        code: "")
    private static let solution = Solution(exercise: "two-lines", name: "per-record", path: "")

    @Test(
        "An entry names exercise, file and kind or all of them, and a line or its beginning",
        arguments: [
            ("two-lines | per-record | deleted call | try await orders.commit(record) | why", true),
            ("* | * | * | try await orders.* | why", true),
            ("two-lines | other | deleted call | try await orders.commit(record) | why", false),
            ("* | * | swapped calls | try await orders.commit(record) | why", false),
            ("* | * | deleted call | try await orders.commit() | why", false),
            ("* | * | deleted call | after it | why", true),
        ])
    func matching(line: String, isExplained: Bool) throws {
        let explained = try ExplainedSurvivors("# a remark\n\n" + line)
        #expect((explained.reason(for: Self.mutant, of: Self.solution) != nil) == isExplained)
    }

    @Test("What only more deviations would show is a mistake all the same")
    func beyondBounds() throws {
        let explained = try ExplainedSurvivors(
            "a | * | deleted call | x() | Why\nb | * | deleted call | x() | Beyond the bounds: why")
        #expect(explained.entries.map(\.isMistake) == [false, true])
    }

    @Test("An entry without a reason is refused, with its line")
    func refused() {
        #expect(throws: ExplainedSurvivors.Problem.self) {
            try ExplainedSurvivors("# remark\n* | * | deleted call | x()")
        }
    }
}
