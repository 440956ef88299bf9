import FoundationEssentials
import Glibc

/// The parts of a Swift toolchain that grading calls, all beside the compiler on the PATH.
///
/// They are called directly: the drivers `swiftc` and `clang` would add 0.03 s to each grading.
package struct Toolchain: Hashable, Sendable {
    /// As found on the PATH.
    package let swiftc: String
    package let frontend: String
    package let linker: String
    /// The folder of the runtime's shared libraries.
    package let runtimeLibraries: String
    /// The object every Swift library needs: it registers the library's types and conformances,
    /// without which `value as? any SomeProtocol` fails for the learner's types.
    let startupObject: String
    let macroPlugins: String
    /// Finds the line of an instruction. Only a message about a trap needs it, so it may be missing.
    let symbolizer: String

    #if arch(arm64)
        static let architecture = "aarch64"
    #else
        static let architecture = "x86_64"
    #endif

    /// Finds the toolchain of the `swiftc` on the PATH.
    package static func locate(environment: [String: String]) throws(JudgeError) -> Toolchain {
        let folders = (environment["PATH"] ?? "").split(separator: ":").map(String.init)
        guard let swiftc = folders.map({ "\($0)/swiftc" }).first(where: isExecutable) else {
            throw .toolchainMissing(tool: "swiftc")
        }
        let beside = folder(ofFile: resolved(swiftc))
        if isExecutable("\(beside)/swift-frontend") {
            return try Toolchain(swiftc: swiftc, binaries: beside)
        }
        // A version manager's stand-in: only the real compiler behind it knows where it lives.
        return try Toolchain(
            swiftc: swiftc, binaries: binaries(askedOf: swiftc, environment: environment))
    }

    private init(swiftc: String, binaries: String) throws(JudgeError) {
        let library = "\(Self.folder(ofFile: binaries))/lib/swift"
        self.swiftc = swiftc
        frontend = "\(binaries)/swift-frontend"
        linker = "\(binaries)/ld.lld"
        runtimeLibraries = "\(library)/linux"
        startupObject = "\(runtimeLibraries)/\(Self.architecture)/swiftrt.o"
        macroPlugins = "\(library)/host/plugins"
        symbolizer = "\(binaries)/llvm-symbolizer"
        for tool in [frontend, linker] where !Self.isExecutable(tool) {
            throw .toolchainMissing(tool: tool)
        }
        guard access(startupObject, R_OK) == 0 else {
            throw .toolchainMissing(tool: startupObject)
        }
    }

    private struct TargetInfo: Decodable {
        struct Paths: Decodable { var runtimeResourcePath: String }
        var paths: Paths
    }

    private static func binaries(
        askedOf swiftc: String, environment: [String: String]
    ) throws(JudgeError) -> String {
        do {
            let output = try CapturedPipe(to: [1], limit: 1_000_000, excess: .keepFirst)
            let ending = try ChildProcess(
                executable: swiftc, arguments: [swiftc, "-print-target-info"],
                environment: environment
            ).run(pipes: [output], limit: .seconds(60))
            guard ending == .exited(0) else { throw JudgeError.toolchainMissing(tool: swiftc) }
            let info = try JSONDecoder().decode(TargetInfo.self, from: Data(output.bytes))
            return resolved(info.paths.runtimeResourcePath + "/../../bin")
        } catch {
            throw .toolchainMissing(tool: "the toolchain behind \(swiftc)")
        }
    }

    private static func isExecutable(_ path: String) -> Bool {
        access(path, X_OK) == 0
    }

    private static func folder(ofFile path: String) -> String {
        path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    }

    private static func resolved(_ path: String) -> String {
        guard let resolved = realpath(path, nil) else { return path }
        defer { free(resolved) }
        return String(cString: resolved)
    }
}
