import Foundation
import OutsideThePool
import Testing

@Suite("The command play, typed", .serialized, .waitsForProcesses)
struct PlayCommandTests {
    @Test("It lists the programs, plays one, and says what is wrong in one message")
    func commandLine() throws {
        try Program.using { program in
            let list = try program.run("play")
            #expect(list.status == 0)
            for played in PlayedProgram.all { #expect(list.output.contains(played.name)) }

            let play = try program.run(
                "play", "charge-then-commit", "--crash", "after:gateway.charge")
            #expect(play.status == 0)
            #expect(play.complaint == "")
            #expect(play.output.contains("CRASH after gateway.charge took effect"))
            #expect(play.output.contains("PROMISE BROKEN: order-1 was charged twice"))
            #expect(play.output.contains("gateway.charge  order-1 twice, order-2 once, order-3"))
            #expect(!play.output.contains("hint"))

            let missed = try program.run("play", "pack-after-commit", "--lose", "answer:pack#4")
            #expect(missed.status == 64)
            #expect(missed.output == "")
            #expect(missed.complaint.contains("the program calls packing.pack 3 times"))
        }
    }

    @Test("It works from anywhere, at a prompt and in a script, with the same bytes")
    func script() throws {
        try Program.using { program in
            var elsewhere = program
            elsewhere.currentFolder = URL(filePath: "/")
            let line = "play pack-after-commit --crash after:commit#2 --crash before:pack#2"
            let typed = try elsewhere.run(line.split(separator: " ").map(String.init))
            let scripted = try program.run(input: "# a comment\n\(line)\n")
            #expect(typed.status == 0)
            #expect(typed.output.contains("order-2 was never packed"))
            #expect(scripted.output == typed.output)
        }
    }

    @Test("help shows every fault with what it does, in 80 columns")
    func help() throws {
        try Program.using { program in
            let outcome = try program.run("help", "play")
            for option in ["crash", "lose", "late", "pause", "deploy", "join", "rewind"] {
                #expect(outcome.output.contains("--\(option)"))
            }
        }
    }
}
