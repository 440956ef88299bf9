import FoundationEssentials
import Glibc
import Testing

@testable import Judge

@Suite("Child processes")
struct ChildProcessTests {
    /// Runs a shell script; what it writes to descriptor 1 is its output.
    private func shell(
        _ script: String, environment: [String: String] = [:], limit: Int = 1_000_000,
        excess: CapturedPipe.Excess = .keepFirst, time: Duration = .seconds(60)
    ) throws -> (ending: ChildProcess.Ending, text: String) {
        let output = try CapturedPipe(to: [1], limit: limit, excess: excess)
        let child = ChildProcess(
            executable: "/bin/sh", arguments: ["sh", "-c", script], environment: environment)
        let ending = try child.run(pipes: [output], limit: time)
        return (ending, String(decoding: output.bytes, as: UTF8.self))
    }

    @Test("its exit status is told, and what it wrote last is not lost")
    func exit() throws {
        let (ending, text) = try shell("echo one; echo two; exit 3")
        #expect(ending == .exited(3))
        #expect(text == "one\ntwo\n")
    }

    @Test("its signal is told")
    func signal() throws {
        #expect(try shell("kill -SEGV $$").ending == .signalled(SIGSEGV))
    }

    @Test("a flood is cut at its limit, from the front, from the back, or with the child")
    func flood() throws {
        let numbers = "seq 1 50000"
        #expect(try shell(numbers, limit: 3, excess: .keepFirst).text == "1\n2")
        #expect(try shell(numbers, limit: 6, excess: .keepLast).text == "50000\n")
        let endless = try shell("while :; do echo flood; done", limit: 100, excess: .endChild)
        #expect(endless.ending == .flooded)
        #expect(endless.text.utf8.count == 100)
    }

    @Test("out of time, it is killed, whatever it started with it")
    func outOfTime() throws {
        #expect(try shell("sleep 1000 & wait", time: .zero).ending == .outOfTime)
    }

    @Test("when nobody wants to wait any longer, it is killed")
    func stopped() throws {
        var child = ChildProcess(
            executable: "/bin/sh", arguments: ["sh", "-c", "sleep 1000"], environment: [:])
        child.isToStop = { true }
        #expect(try child.run(pipes: [], limit: .seconds(60)) == .stopped)
    }

    @Test("what it leaves behind is killed, and does not keep us waiting")
    func leftovers() throws {
        let held = try CapturedPipe(to: [9], limit: 1, excess: .keepFirst)
        let child = ChildProcess(
            executable: "/bin/sh", arguments: ["sh", "-c", "sleep 1000 & exit 0"], environment: [:])
        #expect(try child.run(pipes: [held], limit: .seconds(60)) == .exited(0))
        #expect(ends(held))
    }

    /// A pipe ends when its last holder is gone.
    private func ends(_ pipe: CapturedPipe) -> Bool {
        var end = pollfd(fd: pipe.readEnd, events: Int16(POLLIN), revents: 0)
        if pipe.isOpen, poll(&end, 1, 60_000) == 1 { pipe.drain() }
        return !pipe.isOpen
    }

    @Test("one that nobody holds any more is killed, whatever it waits for")
    func letGo() throws {
        let held = try CapturedPipe(to: [9], limit: 1, excess: .keepFirst)
        let child = ChildProcess(
            executable: "/bin/sh", arguments: ["sh", "-c", "sleep 1000"], environment: [:])
        _ = try child.start(pipes: [held])
        #expect(ends(held))
    }

    @Test("a cue reaches a child that waits, and one that has died breaks nothing")
    func cue() throws {
        let output = try CapturedPipe(to: [1], limit: 100, excess: .keepFirst)
        let cue = try Cue()
        var child = ChildProcess(
            executable: "/bin/sh", arguments: ["sh", "-c", "read -r line; echo got $line"],
            environment: [:])
        child.input = cue.childEnd
        let running = try child.start(pipes: [output])
        cue.give(Array("this".utf8))
        #expect(running.end(within: .seconds(60)) == .exited(0))
        #expect(output.bytes == Array("got this\n".utf8))
        cue.give(Array("nobody reads".utf8))
    }

    @Test("it gets the environment it is given, and no other")
    func environment() throws {
        setenv("JUDGE_TEST_LEAK", "yes", 1)
        let (_, text) = try shell("/usr/bin/env", environment: ["ONLY": "this"])
        #expect(text.contains("ONLY=this"))
        #expect(!text.contains("JUDGE_TEST_LEAK"))
    }

    @Test("it inherits no descriptor but the pipes it is given")
    func descriptors() throws {
        let ours = dup2(STDIN_FILENO, 151)
        defer { close(ours) }
        let (_, text) = try shell("for f in /proc/$$/fd/*; do echo ${f##*/}; done")
        #expect(!text.split(separator: "\n").contains("151"))
        let (_, input) = try shell("readlink /proc/self/fd/0 /proc/self/fd/2")
        #expect(input == "/dev/null\n/dev/null\n")
    }

    @Test("a program that is not there is a failure that names it")
    func missing() throws {
        let child = ChildProcess(executable: "/no/such", arguments: ["x"], environment: [:])
        let failure = #expect(throws: SpawnFailure.self) {
            try child.run(pipes: [], limit: .seconds(60))
        }
        #expect(failure?.description.hasPrefix("/no/such: ") == true)
    }

    @Test("a host sees the same environment from every shell, but for the library path")
    func hostEnvironment() {
        let ours = ["PATH": "/x", "HOME": "/root", "TZ": "Asia/Tokyo", "SECRET": "s"]
        let fixed = HostProcess.environment(from: [:])
        #expect(HostProcess.environment(from: ours) == fixed)
        #expect(fixed["SWIFT_DETERMINISTIC_HASHING"] == "1")
        #expect(fixed["SWIFT_BACKTRACE"] == "enable=no")
        #expect(fixed["LD_LIBRARY_PATH"] == nil)
        let path = HostProcess.environment(from: ["LD_LIBRARY_PATH": "/l"])["LD_LIBRARY_PATH"]
        #expect(path == "/l")
    }
}
