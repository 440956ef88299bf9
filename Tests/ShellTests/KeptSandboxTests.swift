import Foundation
import Testing

@Suite("A sandbox that is kept on the disk")
struct KeptSandboxTests {
    let shell: TestShell

    init() throws {
        shell = try TestShell()
    }

    @Test("Topics, records and the clock are there in the next session")
    func nextSession() {
        shell.input = [
            "topic create orders --partitions 1", "wait 5s", "produce orders --key order-1 hello",
        ]
        #expect(shell.run("--data kept").status == 0)
        shell.input = ["show", "produce orders --key order-2 again"]
        let outcome = shell.run("--data kept")
        #expect(outcome.error == "")
        #expect(outcome.out.contains("time 5s"))
        #expect(outcome.out.contains("order-2 → orders-0@1"))
        #expect(!outcome.out.contains("__cluster_metadata"))
    }

    @Test("It is not reset, since that would delete it")
    func reset() {
        shell.input = ["topic create orders --partitions 1", "sandbox reset", "topics"]
        let outcome = shell.run("--data kept")
        #expect(outcome.status == 64)
        #expect(outcome.error.contains("start eventlings with another --data DIR"))
        #expect(outcome.out.contains("orders"))
    }

    @Test("A folder can't be changed in the middle of a session")
    func typed() {
        shell.input = ["show --data other"]
        #expect(shell.run("").error.contains("--data is for starting"))
        #expect(!shell.exists("other"))
    }

    @Test("A file of the folder's name is left alone, and said")
    func file() throws {
        try shell.write("precious", to: "kept")
        let outcome = shell.run("--data kept show")
        #expect(outcome.status == 64)
        #expect(outcome.error.contains("is there a file of that name?"))
        #expect(try shell.read("kept") == "precious")
    }
}
