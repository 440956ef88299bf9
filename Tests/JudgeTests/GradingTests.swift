import FoundationEssentials
import Glibc
import Testing

@testable import Judge

@Suite("From a file to a verdict")
struct GradingTests {
    private static let passes = """
        answer "$nonce {\\"exercise\\":\\"charge-once\\",\\"verdict\\":\\"passed\\",\\"invariants\\":[]}"
        """

    @Test("a file that compiles is linked, and the host's verdict is the verdict")
    func passed() throws {
        let bench = try StandIn()
        let judge = try bench.judge(host: "[ -s \"$library\" ] && \(Self.passes)")
        let verdict = try judge.grade(try bench.submission(StandIn.solution("")))
        #expect(verdict == Verdict(exercise: "charge-once", verdict: .passed))
    }

    @Test(
        "a pass says that hash values are not covered, where the file asks for one",
        arguments: [
            (HostJob.Task.grade, "print(\"order-1\".hashValue)", true),
            (.gradeThoroughly, "print(\"order-1\".hashValue)", true),
            (.calm, "print(\"order-1\".hashValue)", false),
            (.grade, "print(Set([\"order-1\"]))", false),
        ])
    func hashValue(task: HostJob.Task, line: String, isSaid: Bool) throws {
        let bench = try StandIn()
        let judge = try bench.judge(host: Self.passes)
        let verdict = try judge.grade(try bench.submission(StandIn.solution(line)), task: task)
        #expect(verdict.verdict == .passed)
        #expect((verdict.message?.contains("hash value") ?? false) == isSaid)
    }

    @Test("what the host says of its progress is told on")
    func progress() throws {
        let bench = try StandIn()
        let says =
            "printf '\\270\\013\\0\\0\\0\\0\\0\\0' >/proc/self/fd/\(HostJob.progressDescriptor)"
        let judge = try bench.judge(host: "\(says); \(Self.passes)")
        var told: [Int] = []
        _ = try judge.grade(try bench.submission(StandIn.solution(""))) { told.append($0) }
        #expect(Set(told) == [3_000])
    }

    @Test("nothing of a grading is left but the compiler's cache, whatever came of it")
    func scratch() throws {
        let bench = try StandIn()
        let judge = try bench.judge(host: "exit 3")
        let right = try bench.submission(StandIn.solution(""))
        #expect(throws: JudgeError.self) { try judge.grade(right) }
        _ = try judge.grade(try bench.submission("nonsense", named: "Other.swift"))
        let left = try FileManager.default.contentsOfDirectory(atPath: "\(bench.folder)/scratch")
        #expect(left == ["module-cache"])
    }

    @Test("a host that dies says what it said last")
    func died() throws {
        let bench = try StandIn()
        let judge = try bench.judge(host: "echo 'cannot load it' >&2; exit 3")
        let error = #expect(throws: JudgeError.self) {
            try judge.grade(try bench.submission(StandIn.solution("")))
        }
        #expect(error?.exitStatus == 70)
        #expect(error?.message.contains("status 3") == true)
        #expect(error?.message.contains("cannot load it") == true)
    }

    @Test("a mistake is shown with the learner's own path and line, and our one line of advice")
    func compileError() throws {
        let bench = try StandIn()
        let submission = try bench.submission(
            StandIn.solution("try await orders.comit()"), named: "my solution.swift")
        let verdict = try bench.judge(host: "exit 3").grade(submission)
        #expect(verdict.verdict == .compileError)
        let output = try #require(verdict.compilerOutput)
        #expect(output.hasPrefix("\(submission.file):4:26: error: "))
        #expect(!output.contains(EntryFile.name))
        #expect(verdict.message?.contains("`comit`") == true)
    }

    @Test(
        "without the solution's type, one sentence says which one is expected",
        arguments: [
            "", "struct Invoicing {}", "struct Billing {}",
            StandIn.solution("").replacing("struct", with: "private struct"),
            "protocol ChargeOnce { init() }\nstruct Billing: ChargeOnce {}",
        ])
    func noSolution(text: String) throws {
        let bench = try StandIn()
        let verdict = try bench.judge(host: "exit 3").grade(try bench.submission(text))
        #expect(verdict.verdict == .refused)
        #expect(verdict.compilerOutput == nil)
        let message = try #require(verdict.message)
        #expect(message.contains("`Billing`") && message.contains("`ChargeOnce`"))
        #expect(message.contains("`init()`"))
    }

    @Test("a forbidden call is refused before anything runs")
    func forbidden() throws {
        let bench = try StandIn()
        let text = StandIn.solution("exit(0)", before: "import Eventlings\nimport Glibc")
        let verdict = try bench.judge(host: "exit 3").grade(try bench.submission(text))
        #expect(verdict.verdict == .refused)
        #expect(verdict.message?.hasPrefix("`exit` can't be used here") == true)
    }

    @Test("file names that look like options, or like our own file, are names")
    func awkwardNames() throws {
        let bench = try StandIn()
        let judge = try bench.judge(host: Self.passes)
        for name in ["main.swift", "-o.swift", "Entry.swift", "naïve 💳.swift"] {
            let submission = try bench.submission(StandIn.solution(""), named: name)
            #expect(try judge.grade(submission).verdict == .passed)
        }
    }

    @Test("damaged modules are the toolchain's fault, a contract that is not there is named")
    func modules() throws {
        let bench = try StandIn()
        let judge = try bench.judge(host: Self.passes)
        var submission = try bench.submission(StandIn.solution(""))
        submission.contract = "NoSuchContract"
        #expect(throws: JudgeError.noContract("NoSuchContract")) { try judge.grade(submission) }
        _ = try bench.write("garbage", to: "Eventlings.swiftmodule")
        let damaged = try bench.judge(host: Self.passes, modules: bench.folder)
        let theirs = #expect(throws: JudgeError.self) { try damaged.grade(submission) }
        #expect(theirs?.exitStatus == 69)
        #expect(theirs?.message.contains("swift build") == true)
    }

    @Test("a compiler's cache that was moved is made anew")
    func movedCache() throws {
        let bench = try StandIn()
        let submission = try bench.submission(
            StandIn.solution("", before: "import Foundation\nimport Eventlings"))
        _ = try bench.judge(host: Self.passes).grade(submission)
        let moved = "\(bench.folder)/elsewhere"
        try FileManager.default.moveItem(atPath: "\(bench.folder)/scratch", toPath: moved)
        let judge = Judge(
            toolchain: bench.toolchain, executable: "\(bench.folder)/host.sh",
            modules: bench.modules, scratch: moved)
        #expect(try judge.grade(submission).verdict == .passed)
    }

    @Test("a learner's types conform at run time, not only to the compiler")
    func conformances() throws {
        let bench = try StandIn()
        let folder = try ScratchFolder(in: bench.folder)
        let source = try bench.write(
            """
            protocol Greets {}
            struct Polite: Greets {}
            @_cdecl("conforms") public func conforms() -> Bool { (Polite() as Any) is any Greets }
            """, to: "Greets.swift")
        let environment = ProcessInfo.processInfo.environment
        let object = "\(folder.path)/greets.o"
        _ = try Tool(path: bench.toolchain.frontend, environment: environment).run([
            "-frontend", "-c", "-parse-as-library", "-module-name", "Greets", "-o", object, source,
        ])
        let options = try ObjectFile([UInt8](Data(contentsOf: URL(filePath: object))))
            .autolinkOptions
        let library = "\(folder.path)/greets.so"
        try Linker(toolchain: bench.toolchain, environment: environment)
            .link(object, options: options, to: library)
        let loaded = try #require(dlopen(library, RTLD_NOW), "\(String(cString: dlerror()))")
        let conforms = try #require(dlsym(loaded, "conforms"))
        #expect(unsafeBitCast(conforms, to: (@convention(c) () -> Bool).self)())
    }
}
