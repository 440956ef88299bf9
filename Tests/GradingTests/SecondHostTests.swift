import Foundation
import Judge
import OutsideThePool
import Testing

@Suite("A second process with another hash seed", .serialized, .waitsForProcesses)
struct SecondHostTests {
    private static let hashValue = Program.repository
        .appending(path: "Tests/Catalogue/04-partition-key/wrong/hash-value.swift").path

    @Test("What it finds has the same bytes each time, whatever the environment says of hashing")
    func sameBytes() throws {
        try Program.using { program in
            var program = program
            var outputs: Set<String> = []
            for (name, value) in [
                ("TURN", "1"), ("EVENTLINGS_HASH_SEED", "7"), ("SWIFT_DETERMINISTIC_HASHING", "1"),
            ] {
                program.environment[name] = value
                outputs.insert(try program.grade("partition-key", Self.hashValue).output)
            }
            #expect(outputs.count == 1)
            #expect(outputs.first?.contains("\"processes-agree\"") == true)
        }
    }

    @Test("Its story is told again by replay")
    func replay() throws {
        try Program.using { program in
            let graded = try program.grade("partition-key", Self.hashValue)
            let story = try #require(try graded.verdict.counterexample)
            let broken = try #require(story.timeline.last)
            #expect(broken.text.contains("one process puts order-1 into"))
            let replayed = try program.run("replay", "partition-key")
            #expect(replayed.output.contains("with another hash seed"))
            #expect(replayed.output.contains(broken.text))
        }
    }
}
