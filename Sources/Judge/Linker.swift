import Glibc

/// One call of the linker: an object to a shared library that the host can load.
struct Linker {
    let toolchain: Toolchain
    let environment: [String: String]

    /// - Parameter options: the object's autolink options.
    func link(
        _ object: String, options: [String], to library: String
    ) throws(JudgeError) {
        let arguments =
            ["-shared", "--threads=1", "--hash-style=gnu", "--eh-frame-hdr", "--as-needed"]
            + ["-rpath", toolchain.runtimeLibraries, "-o", library]
            + searchPath.map { "-L\($0)" } + [toolchain.startupObject, object]
            + libraries(of: options + ["-lc"])
        let (ending, text) = try Tool(path: toolchain.linker, environment: environment)
            .run(arguments)
        guard ending == .exited(0) else {
            throw .graderFailed("the compiled file can't be linked", report: text)
        }
    }

    private var searchPath: [String] {
        [toolchain.runtimeLibraries, "/usr/lib/\(Toolchain.architecture)-linux-gnu"]
            + ["/usr/lib64", "/usr/lib"]
    }

    /// Those that the host, which is this program, has not loaded already, and that are there. To
    /// read the others would take half of the linker's time.
    private func libraries(of options: [String]) -> [String] {
        options.filter { option in
            let name = "lib\(option.dropFirst(2)).so"
            return option.hasPrefix("-l") && !Self.isLoaded(name)
                && searchPath.contains { access("\($0)/\(name)", R_OK) == 0 }
        }
    }

    private static func isLoaded(_ library: String) -> Bool {
        guard let handle = dlopen(library, RTLD_LAZY | RTLD_NOLOAD) else { return false }
        dlclose(handle)
        return true
    }
}
