import FoundationEssentials
import Glibc
import Testing

@testable import Judge

/// A folder of its own, removed at the end, and a small module that stands in for Eventlings.
final class StandIn: Sendable {
    let folder: String
    let toolchain: Toolchain
    let compiler: Compiler
    let modules: String

    init() throws {
        folder = try Self.newFolder()
        toolchain = try Self.toolchain.get()
        modules = try Self.builtModules.get()
        compiler = Compiler(
            toolchain: toolchain, modules: modules, cache: "\(modules)/cache",
            environment: ProcessInfo.processInfo.environment)
    }

    private static func newFolder() throws -> String {
        try ScratchFolder.prepare(
            FileManager.default.temporaryDirectory.path + "/judge-tests-\(UUID().uuidString)")
    }

    private static let toolchain = Result {
        try Toolchain.locate(environment: ProcessInfo.processInfo.environment)
    }

    /// Built once for all tests.
    private static let builtModules: Result<String, any Error> = Result {
        let folder = try newFolder()
        let source = "\(folder)/Eventlings.swift"
        try Data(module.utf8).write(to: URL(filePath: source))
        let tool = Tool(
            path: try toolchain.get().frontend, environment: ProcessInfo.processInfo.environment)
        let (ending, text) = try tool.run([
            "-frontend", "-emit-module", "-module-name", "Eventlings", "-parse-as-library",
            "-swift-version", "6", "-enable-upcoming-feature", "NonisolatedNonsendingByDefault",
            "-module-cache-path", "\(folder)/cache", "-o", "\(folder)/Eventlings.swiftmodule",
            source,
        ])
        try #require(ending == .exited(0), "\(text)")
        atexit {
            let folder = try? StandIn.builtModules.get()
            try? FileManager.default.removeItem(atPath: folder ?? "")
        }
        return folder
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    func write(_ text: String, to name: String) throws -> String {
        let path = "\(folder)/\(name)"
        try Data(text.utf8).write(to: URL(filePath: path))
        return path
    }

    func submission(_ text: String, named name: String = "Solution.swift") throws -> Submission {
        Submission(
            file: try write(text, to: name), exercise: "charge-once", contract: "ChargeOnce",
            type: "Billing")
    }

    /// What the compiler makes of a file.
    func object(of text: String) throws -> ObjectFile {
        let folder = try ScratchFolder(in: folder)
        let result = try compiler.compile(try submission(text), in: folder)
        guard case .object(let path) = result else { throw Mistaken(result: "\(result)") }
        return try ObjectFile([UInt8](Data(contentsOf: URL(filePath: path))))
    }

    private struct Mistaken: Error {
        let result: String
    }

    /// A judge whose host is a shell script; `$nonce` and `$library` come from the job.
    func judge(host script: String, modules: String? = nil) throws -> Judge {
        let preamble = """
            #!/bin/sh
            field() { printf %s "$2" | sed "s/.*\\"$1\\":\\"\\([^\\"]*\\)\\".*/\\1/; s#\\\\\\\\/#/#g"; }
            nonce=$(field nonce "$2")
            library=$(field library "$2")
            read -r cue
            answer() { printf '%s\\n' "$1" >/proc/self/fd/\(HostJob.verdictDescriptor); }

            """
        let executable = try write(preamble + script, to: "host.sh")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: executable)
        return Judge(
            toolchain: toolchain, executable: executable, modules: modules ?? self.modules,
            scratch: "\(folder)/scratch")
    }

    private static let module = """
        public final class Consumer {
            public func subscribe(to topics: [String]) async throws {}
            public func poll() async throws -> [ConsumerRecord] { [] }
            public func commit(_ record: ConsumerRecord) async throws {}
            public func commit() async throws {}
        }
        public struct ConsumerRecord: Sendable {
            public var orderId = ""
            public func event<Payload: Decodable>(_ type: Payload.Type) throws -> Payload {
                throw CancellationError()
            }
        }
        public struct OrderPlaced: Codable, Sendable { public var total: Int64 }
        public struct PaymentGateway: Sendable {
            public func charge(_ cents: Int64, token: String) async throws {}
        }
        public struct Database: Sendable {}
        public protocol ChargeOnce {
            init()
            mutating func run(
                orders: Consumer, gateway: PaymentGateway, database: Database
            ) async throws
        }
        public struct SolutionEntry {
            public static func retained<Solution: ChargeOnce>(
                _ type: Solution.Type
            ) -> UnsafeMutableRawPointer { unsafeBitCast(type, to: UnsafeMutableRawPointer.self) }
        }
        """
}

extension StandIn {
    static let run = "func run(orders: Consumer, gateway: PaymentGateway, database: Database)"

    /// A solution whose `run` holds these lines.
    static func solution(_ body: String, before: String = "import Eventlings") -> String {
        """
        \(before)
        struct Billing: ChargeOnce {
            mutating \(run) async throws {
                \(body)
            }
        }

        """
    }
}
