import CContainment
import FoundationEssentials
import Glibc

/// One thing of the machine that grading needs, or makes use of.
package struct MachineCheck: Hashable, Sendable {
    package enum Finding: Hashable, Sendable {
        case fine(String)
        /// Grading works without it, but not as well.
        case lacking(String)
        /// What is wrong, and how to mend it.
        case broken(String)
    }

    package var what: String
    package var finding: Finding

    /// All of them, in the order in which a grading meets them.
    ///
    /// - Parameters:
    ///   - executable: The program that is started again as host.
    ///   - scratch: The folder in which learners' files are compiled.
    package static func all(
        executable: String, scratch: String, environment: [String: String]
    ) -> [MachineCheck] {
        [
            MachineCheck(what: "compiler", finding: compiler(environment)),
            MachineCheck(what: "modules", finding: modules(executable)),
            MachineCheck(what: "scratch folder", finding: folder(scratch)),
            MachineCheck(what: "/proc", finding: proc(at: "/proc")),
            MachineCheck(
                what: "memory", finding: memory(limit: addressSpace(), free: freeMemory())),
            MachineCheck(what: "lines of traps", finding: symbolizer(environment)),
            MachineCheck(what: "system calls", finding: callFilter(containment_has_call_filter())),
            MachineCheck(
                what: "files", finding: fileProtection(containment_has_file_protection())),
        ]
    }
}

// MARK: Without these there is no grading

extension MachineCheck {
    static func compiler(_ environment: [String: String]) -> Finding {
        do throws(JudgeError) {
            return .fine(try Toolchain.locate(environment: environment).swiftc)
        } catch {
            return .broken(error.message)
        }
    }

    static func modules(_ executable: String) -> Finding {
        do throws(JudgeError) {
            let folder = try ModuleSearch.folder(nextTo: executable)
            try HostExecutable(path: executable)
                .confirmUnchanged(comparedTo: "\(folder)/\(ModuleSearch.wanted)")
            return .fine(folder)
        } catch {
            return .broken(error.message)
        }
    }

    /// A learner's library is made in it, and loaded from it.
    static func folder(_ path: String) -> Finding {
        do throws(JudgeError) {
            let shared = try ScratchFolder.prepare(path)
            _ = try ScratchFolder(in: shared).write("", to: "empty")
            var system = statvfs()
            if statvfs(shared, &system) == 0, system.f_flag & noExecution != 0 {
                return .broken(
                    "\(shared) is on a disk that is mounted with `noexec`: nothing can be loaded "
                        + "from it. Put your clone on another disk, or mount that one with `exec`.")
            }
            return .fine(shared)
        } catch {
            return .broken(error.message)
        }
    }

    /// `ST_NOEXEC`, which Swift does not see.
    private static let noExecution: UInt = 8

    static func proc(at folder: String) -> Finding {
        access("\(folder)/self/exe", R_OK) == 0
            ? .fine("is mounted")
            : .broken(
                "is not mounted, and a grading starts this program again by way of it. In a chroot, "
                    + "`mount -t proc proc /proc`; a container has it by itself.")
    }

    /// - Parameters:
    ///   - limit: The most address space that a process may have, in bytes; nil for all.
    ///   - free: What the machine could give, in bytes; nil if it can't be known.
    static func memory(limit: UInt64?, free: UInt64?) -> Finding {
        if let limit, limit < needed {
            return .broken(
                "a process may take \(megabytes(limit)) here, and a grading needs "
                    + "\(megabytes(needed)). Raise the limit with `ulimit -v unlimited`.")
        }
        if let free, free < comfortable {
            return .lacking(
                "\(megabytes(free)) are free. A grading takes up to \(megabytes(comfortable)), and "
                    + "the system may kill it: close other programs, or give the container more.")
        }
        return .fine(free.map { "\(megabytes($0)) are free" } ?? "there is no limit")
    }

    private static let needed: UInt64 = 2 << 30
    private static let comfortable: UInt64 = 300 << 20

    private static func megabytes(_ bytes: UInt64) -> String { "\(bytes >> 20) MB" }

    private static func addressSpace() -> UInt64? {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit) == 0 else { return nil }
        return limit.rlim_cur == .max ? nil : UInt64(limit.rlim_cur)
    }

    /// `MemAvailable:   12345 kB`
    private static func freeMemory() -> UInt64? {
        guard let data = try? Data(contentsOf: URL(filePath: "/proc/meminfo")) else { return nil }
        let line = String(decoding: data, as: UTF8.self).split(separator: "\n")
            .first { $0.hasPrefix("MemAvailable:") }
        return line?.split(separator: " ").dropFirst().first.flatMap { UInt64($0) }.map { $0 << 10 }
    }
}

// MARK: These make it better

extension MachineCheck {
    static func symbolizer(_ environment: [String: String]) -> Finding {
        guard let toolchain = try? Toolchain.locate(environment: environment),
            access(toolchain.symbolizer, X_OK) == 0
        else {
            return .lacking(
                "there is no llvm-symbolizer beside the compiler: a trap is told without its line. "
                    + "A complete Swift toolchain has it.")
        }
        return .fine(toolchain.symbolizer)
    }

    static func callFilter(_ isThere: Bool) -> Finding {
        isThere
            ? .fine("are filtered (seccomp): a solution starts no process and opens no connection")
            : .lacking(
                "can't be filtered: this kernel or container allows no seccomp filters. A solution "
                    + "that starts processes or changes files is not stopped; grade only files "
                    + "that you have read.")
    }

    static func fileProtection(_ isThere: Bool) -> Finding {
        isThere
            ? .fine("are protected (Landlock): a solution changes none")
            : .lacking(
                "are protected by the filter of system calls alone: this kernel or container has "
                    + "no Landlock (Linux 5.13 has it).")
    }
}
