import Foundation
import OutsideThePool
import Testing

@Suite("doctor", .serialized, .waitsForProcesses)
struct DoctorTests {
    @Test("On a machine that serves, everything is in order, and a trial grading shows it")
    func healthy() throws {
        let outcome = try Program.using { try $0.run("doctor") }
        #expect(outcome.status == 0, "\(outcome.output)")
        for what in ["compiler", "modules", "scratch folder", "memory", "trial grading"] {
            #expect(outcome.output.contains("\(what): "), "\(outcome.output)")
        }
        #expect(outcome.output.contains("not intent"), "it says what is not contained")
    }

    @Test("Without a compiler it says what to put on the PATH, and fails")
    func noCompiler() throws {
        try Program.using { program in
            var program = program
            program.environment["PATH"] = "/nowhere"
            let outcome = try program.run("doctor")
            #expect(outcome.status == 69)
            #expect(outcome.output.contains("compiler: swiftc was not found"))
            #expect(outcome.output.contains("put its `usr/bin` folder on the PATH"))
        }
    }

    @Test("A program that was taken away from its modules is told to build")
    func noModules() throws {
        try Program.using { program in
            var program = program
            program.executable = program.folder.appending(path: "eventlings").path
            program.currentFolder = Program.repository
            // Not by this process: what another test starts meanwhile would inherit the file, open for
            // writing, and a file that is open for writing can't be run.
            try Process.run(
                URL(filePath: "/bin/cp"), arguments: [Program.executable, program.executable]
            ).waitUntilExit()
            let outcome = try program.run("doctor")
            #expect(outcome.status == 69)
            #expect(outcome.output.contains("modules: Eventlings.swiftmodule was not found"))
            #expect(outcome.output.contains("swift build"))
        }
    }

    @Test("A limit on memory that is too low is named, with the way to raise it")
    func memory() throws {
        try Program.using { program in
            var program = program
            let script = "#!/bin/sh\nulimit -v 1900000\nexec \(Program.executable) \"$@\"\n"
            program.executable = try program.write(script, to: "limited")
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o755], ofItemAtPath: program.executable)
            let outcome = try program.run("doctor")
            #expect(outcome.status == 69)
            #expect(outcome.output.contains("memory: a process may take 1855 MB here"))
        }
    }

    @Test("A workspace that can't be written is named")
    func workspace() throws {
        try Program.using { program in
            _ = try program.write("a file, no folder", to: "workspace")
            let outcome = try program.run("doctor")
            #expect(outcome.status == 69)
            #expect(outcome.output.contains("workspace: can't write"))
        }
    }
}
