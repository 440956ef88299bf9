import Testing

@testable import Judge

@Suite("The compiler's text")
struct CompilerOutputTests {
    private func finding(_ text: String) -> CompilerOutput.Finding {
        CompilerOutput(text, file: "My File.swift", entry: "/s/eventlings-entry.swift").finding
    }

    private static let mistake = """
        My File.swift:6:26: error: cannot find 'x' in scope [#Scope]
         5 |
         6 |     print(x)
           |           `- error: cannot find 'x' in scope
        """
    private static let missingType = """
        /s/eventlings-entry.swift:4:5: error: cannot find 'Billing' in scope
        4 |     Billing.self
          |     `- error: cannot find 'Billing' in scope
        My File.swift:2:16: note: 'Billing' declared here
        """

    @Test("the learner's mistakes are kept as they are, the entry file's errors are left out")
    func mistakes() {
        let text = "\(Self.missingType)\n\(Self.mistake)\n\n[#Scope]: <https://docs.swift.org/x>\n"
        #expect(
            finding(text)
                == .mistakes("\(Self.mistake)\n\n[#Scope]: <https://docs.swift.org/x>"))
    }

    @Test("errors in the entry file alone mean that there is no solution type")
    func noSolution() {
        #expect(finding(Self.missingType) == .noSolution)
        let warning = "My File.swift:1:1: warning: unused\n"
        #expect(finding(warning + Self.missingType) == .noSolution)
    }

    @Test(
        "modules that this compiler can't read are never the learner's fault",
        arguments: [
            "My File.swift:1:8: error: no such module 'Eventlings'",
            "My File.swift:1:8: error: malformed compiled module: /m/Eventlings.swiftmodule",
            "My File.swift:1:8: error: module compiled with Swift 6.2 cannot be imported by the "
                + "Swift 6.3.1 compiler: /m/Eventlings.swiftmodule",
            "<unknown>:0: error: compiled module was created by a different version of the "
                + "compiler ''; rebuild 'Swift' and try again: /s/Swift.swiftmodule",
            "<unknown>:0: error: missing required module 'SwiftShims'",
            "<unknown>:0: error: module '_Builtin_stddef' is defined in both '/a.pcm' and '/b.pcm'",
        ])
    func unusableModules(text: String) {
        #expect(finding("\(text)\n\(Self.mistake)") == .unusableModules(text))
    }

    @Test("a compiler that breaks down, or says nothing, is our fault")
    func ourFault() {
        let crash = """
            \(Self.mistake)
            Please submit a bug report (https://swift.org) and include the crash backtrace.
            """
        #expect(finding(crash) == .ourFault(crash))
        #expect(finding("") == .ourFault(""))
    }

    @Test("a contract that nobody has written yet is missing, whatever else is wrong")
    func noContract() {
        let contract =
            "/s/eventlings-entry.swift:3:45: error: no type named 'X' in module 'Eventlings'"
        #expect(finding("\(contract)\n\(Self.mistake)") == .noContract)
    }

    @Test("a learner's text that looks like an error is no error")
    func quoted() {
        let text = """
            My File.swift:2:1: error: expected '}'
             2 | let s = "x.swift:1:1: error: malformed compiled module"
            """
        #expect(finding(text) == .mistakes(text))
    }
}
