import FoundationEssentials
import Glibc
import Testing

@testable import Judge

@Suite("What grading needs of the machine")
struct InstallationTests {
    @Test("the toolchain is the one of the swiftc on the PATH")
    func toolchain() throws {
        let found = try Toolchain.locate(environment: ProcessInfo.processInfo.environment)
        #expect(access(found.frontend, X_OK) == 0)
        #expect(access("\(found.runtimeLibraries)/libswiftCore.so", R_OK) == 0)
    }

    @Test("a version manager's stand-in is asked where the compiler is")
    func standIn() throws {
        let real = try Toolchain.locate(environment: ProcessInfo.processInfo.environment)
        let bench = try StandIn()
        let proxy = try bench.write("#!/bin/sh\nexec \(real.swiftc) \"$@\"\n", to: "swiftc")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: proxy)
        let found = try Toolchain.locate(environment: ["PATH": bench.folder])
        #expect(found.swiftc == proxy)
        #expect(found.frontend == real.frontend)
    }

    @Test("without a toolchain, the message says what to put where")
    func noToolchain() throws {
        for path in ["", "/nowhere", "/etc"] {
            let error = #expect(throws: JudgeError.toolchainMissing(tool: "swiftc")) {
                try Toolchain.locate(environment: ["PATH": path])
            }
            #expect(error?.exitStatus == 69)
        }
    }

    @Test(
        "modules are found beside the executable, or one folder down",
        arguments: ["", "Modules", "Products"])
    func modules(place: String) throws {
        let bench = try StandIn()
        let folder = "\(bench.folder)/bin/\(place)"
        try FileManager.default.createDirectory(
            atPath: "\(folder)/Eventlings.swiftmodule", withIntermediateDirectories: true)
        let found = try ModuleSearch.folder(nextTo: "\(bench.folder)/bin/eventlings")
        #expect(access("\(found)/Eventlings.swiftmodule", F_OK) == 0)
    }

    @Test("without modules, the message says where they were looked for, and to build")
    func noModules() {
        let error = #expect(throws: JudgeError.self) {
            try ModuleSearch.folder(nextTo: "/etc/eventlings")
        }
        #expect(error?.exitStatus == 69)
        #expect(error?.message.contains("/etc/Modules") == true)
        #expect(error?.message.contains("swift build") == true)
    }

    @Test("the running program knows its own path")
    func ownPath() {
        #expect(access(HostExecutable.ownPath, X_OK) == 0)
    }

    @Test("a program rebuilt since the start, or older than its modules, asks to be restarted")
    func replaced() throws {
        let bench = try StandIn()
        let program = try bench.write("old", to: "program")
        let host = HostExecutable(path: program)
        try host.confirmUnchanged(comparedTo: "\(bench.modules)/Eventlings.swiftmodule")
        let module = try bench.write("module", to: "newer")
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSinceNow: 60)], ofItemAtPath: module)
        #expect(throws: JudgeError.modulesNewer) { try host.confirmUnchanged(comparedTo: module) }
        _ = try bench.write("a new one", to: "program")
        #expect(throws: JudgeError.executableReplaced) {
            try host.confirmUnchanged(comparedTo: "/nowhere")
        }
        try FileManager.default.removeItem(atPath: program)
        #expect(throws: JudgeError.executableReplaced) {
            try host.confirmUnchanged(comparedTo: "/nowhere")
        }
    }
}
