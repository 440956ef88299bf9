import Foundation
import Judge
import OutsideThePool
import Testing

@Suite("What the program answers to bad input", .serialized, .waitsForProcesses)
struct ExitStatusTests {
    private static let honest = """
        import Eventlings
        struct Packing: TwoLines {
            mutating func run(orders: Consumer, packing: PackingStation) async throws {
                try await orders.subscribe(to: ["orders"])
                while true {
                    for record in try await orders.poll() {
                        BODY
                    }
                }
            }
        }
        """

    /// One message on standard error, nothing on standard output.
    private func expectComplaint(
        _ outcome: Program.Outcome, status: Int32, naming words: String...,
        at location: SourceLocation = #_sourceLocation
    ) {
        #expect(outcome.status == status, sourceLocation: location)
        #expect(outcome.output == "", sourceLocation: location)
        for word in words {
            #expect(
                outcome.complaint.contains(word), "\(outcome.complaint)",
                sourceLocation: location)
        }
    }

    @Test("A file that is missing, a folder, too large or no text is wrong usage")
    func files() throws {
        try Program.using { program in
            expectComplaint(
                try program.run("grade", "two-lines", "--file", "/nowhere/My.swift"), status: 64,
                naming: "/nowhere/My.swift")
            expectComplaint(
                try program.run("grade", "two-lines", "--file", program.folder.path), status: 64,
                naming: program.folder.path, "not a file")
            let spaces = String(repeating: " ", count: 10 << 20)
            let large = try program.write(spaces, to: "Large.swift")
            expectComplaint(
                try program.run("grade", "two-lines", "--file", large), status: 64, naming: large)
            let binary = program.folder.appending(path: "Binary.swift")
            try Data([0xff, 0xfe, 0x00, 0xc3, 0x28]).write(to: binary)
            expectComplaint(
                try program.run("grade", "two-lines", "--file", binary.path), status: 64,
                naming: binary.path)
        }
    }

    @Test("An unknown id, command or option names the nearest one")
    func suggestions() throws {
        try Program.using { program in
            expectComplaint(
                try program.run("grade", "two-linse"), status: 64, naming: "two-lines")
            expectComplaint(try program.run("grad"), status: 64, naming: "grade")
            expectComplaint(try program.run("grade", "--jsn"), status: 64, naming: "--json")
        }
    }

    @Test("A toolchain that isn't there is said as such, and is no verdict")
    func toolchain() throws {
        try Program.using { program in
            let file = try program.write(Self.honest, to: "Packing.swift")
            var bare = program
            bare.environment["PATH"] = "/nowhere"
            expectComplaint(
                try bare.run("grade", "two-lines", "--file", file), status: 69, naming: "swiftc")
        }
    }

    @Test("A file without the solution type is refused in one sentence")
    func refused() throws {
        try Program.using { program in
            let file = try program.write("import Eventlings\nlet x = 1\n", to: "My.swift")
            let outcome = try program.grade("two-lines", file)
            #expect(outcome.status == 1)
            let verdict = try outcome.verdict
            #expect(verdict.verdict == .refused)
            #expect(verdict.message?.contains("Packing") == true)
            #expect(verdict.compilerOutput == nil)
        }
    }

    @Test("What is no Swift is a compile error with the learner's path and line")
    func compileError() throws {
        try Program.using { program in
            let file = try program.write("import Eventlings\nthis is no Swift\n", to: "My.swift")
            let outcome = try program.grade("two-lines", file)
            #expect(outcome.status == 1)
            let verdict = try outcome.verdict
            #expect(verdict.verdict == .compileError)
            #expect(verdict.compilerOutput?.contains("\(file):2:") == true)
        }
    }

    @Test(
        "Below the commonest compile errors stands a line of ours",
        arguments: [
            ("packing.pack(record.topic)", "try"),
            ("try packing.pack(record.topic)", "await"),
            ("Task { _ = try await orders.poll(); print(record) }", "one task"),
        ])
    func advice(body: String, word: String) throws {
        try Program.using { program in
            let text = Self.honest.replacing("BODY", with: body)
            let file = try program.write(text, to: "Packing.swift")
            let verdict = try program.grade("two-lines", file).verdict
            #expect(verdict.verdict == .compileError)
            #expect(verdict.message?.contains(word) == true, "\(verdict.message ?? "no line")")
        }
    }

    @Test("An actor as solution is a compile error with its own line")
    func actorAsSolution() throws {
        try Program.using { program in
            let text = Self.honest.replacing("BODY", with: "print(record)")
                .replacing("struct Packing", with: "actor Packing")
                .replacing("mutating func", with: "func")
            let file = try program.write(text, to: "Packing.swift")
            let verdict = try program.grade("two-lines", file).verdict
            #expect(verdict.verdict == .compileError)
            #expect(verdict.message?.contains("actor") == true)
        }
    }

    @Test("A verdict's JSON has all its keys, null where there is nothing")
    func keys() throws {
        try Program.using { program in
            let file = try program.write("import Eventlings\n", to: "My.swift")
            let outcome = try program.grade("two-lines", file)
            let object = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
            let keys = try #require(object as? [String: Any]).keys.sorted()
            #expect(
                keys == [
                    "compilerOutput", "counterexample", "diagnosis", "exercise", "explored",
                    "invariants", "message", "verdict",
                ])
        }
    }

    @Test("Through a pipe the same words work; the status says whether one failed")
    func pipe() throws {
        try Program.using { program in
            let outcome = try program.run(input: "list\nstart two-lines\ngrade\n")
            #expect(outcome.status != 0)
            #expect(outcome.output.contains("PROMISE BROKEN"))
            #expect(try program.run(input: "").status == 0)
            #expect(try program.run(input: "list\n").status == 0)
        }
    }

    @Test("start leaves a file that is there, and says so")
    func startKeeps() throws {
        try Program.using { program in
            _ = try program.run("start", "two-lines")
            let file = program.workspace.appending(path: "Sources/00-two-lines/Solution.swift")
            try Data("// mine\n".utf8).write(to: file)
            let outcome = try program.run("start", "two-lines")
            #expect(outcome.status == 0)
            #expect(outcome.output.contains("as you left it"))
            #expect(try String(contentsOf: file, encoding: .utf8) == "// mine\n")
        }
    }
}
