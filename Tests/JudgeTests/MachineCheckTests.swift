import FoundationEssentials
import Testing

@testable import Judge

@Suite("What doctor finds out about the machine")
struct MachineCheckTests {
    /// What is wrong and how to mend it; nil if nothing is.
    private func broken(_ finding: MachineCheck.Finding) -> String? {
        if case .broken(let text) = finding { text } else { nil }
    }

    private func lacking(_ finding: MachineCheck.Finding) -> String? {
        if case .lacking(let text) = finding { text } else { nil }
    }

    @Test("without a compiler, it says what to put on the PATH")
    func compiler() {
        let text = broken(MachineCheck.compiler(["PATH": "/nowhere"]))
        #expect(text?.contains("swiftc") == true && text?.contains("PATH") == true)
        #expect(lacking(MachineCheck.symbolizer(["PATH": "/nowhere"]))?.contains("line") == true)
    }

    @Test("without modules, it says to build")
    func modules() {
        #expect(broken(MachineCheck.modules("/etc/eventlings"))?.contains("swift build") == true)
    }

    @Test(
        "a scratch folder that can't be made or written is named",
        arguments: ["/proc/nowhere", "/dev/null", "/proc/self/fdinfo"])
    func scratch(path: String) {
        #expect(broken(MachineCheck.folder(path))?.contains(path) == true)
    }

    @Test("a scratch folder that serves leaves nothing behind")
    func scratchServes() throws {
        let bench = try StandIn()
        let folder = "\(bench.folder)/scratch-of-doctor"
        #expect(broken(MachineCheck.folder(folder)) == nil)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [])
    }

    @Test("without /proc, it says how to mount it")
    func proc() {
        #expect(broken(MachineCheck.proc(at: "/nowhere"))?.contains("mount -t proc") == true)
        #expect(broken(MachineCheck.proc(at: "/proc")) == nil)
    }

    @Test("a limit on memory below what a grading needs is an obstacle, a full machine a warning")
    func memory() {
        let limited = broken(MachineCheck.memory(limit: 1 << 30, free: nil))
        #expect(limited?.contains("1024 MB") == true && limited?.contains("ulimit -v") == true)
        #expect(
            lacking(MachineCheck.memory(limit: nil, free: 100 << 20))?.contains("100 MB") == true)
        #expect(MachineCheck.memory(limit: nil, free: 8 << 30) == .fine("8192 MB are free"))
        #expect(MachineCheck.memory(limit: 4 << 30, free: nil) == .fine("there is no limit"))
    }

    @Test("what contains a solution is said to be there, or to be missing")
    func containment() {
        #expect(lacking(MachineCheck.callFilter(false))?.contains("seccomp") == true)
        #expect(lacking(MachineCheck.fileProtection(false))?.contains("Landlock") == true)
        #expect(lacking(MachineCheck.callFilter(true)) == nil)
        #expect(lacking(MachineCheck.fileProtection(true)) == nil)
    }
}
