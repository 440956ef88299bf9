import Glibc

/// Another program that this process has started, and that answers in a file in memory.
struct StartedProgram {
    private let process: pid_t
    private let answer: MemoryFile
    private let complaint: MemoryFile

    /// - Parameters:
    ///   - descriptor: The one to which it writes its answer.
    ///   - input: What it reads as its standard input.
    ///   - variables: Are added to this process's environment.
    init(
        _ path: String, _ arguments: [String], answeringTo descriptor: Int32, input: Int32,
        adding variables: [String] = []
    ) throws {
        answer = try MemoryFile("answer")
        complaint = try MemoryFile("complaint")
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
        posix_spawn_file_actions_adddup2(&actions, answer.descriptor, descriptor)
        posix_spawn_file_actions_adddup2(&actions, complaint.descriptor, STDERR_FILENO)
        let strings = (arguments.map { strdup($0) }, variables.map { strdup($0) })
        defer { for string in strings.0 + strings.1 { free(string) } }
        var child: pid_t = 0
        let code = posix_spawn(
            &child, path, &actions, nil, strings.0 + [nil], Self.environment + strings.1 + [nil])
        guard code == 0 else { throw SystemFailure(path, code) }
        process = child
    }

    /// Waits for its end.
    func end() -> (answer: [UInt8], complaint: String) {
        defer {
            answer.release()
            complaint.release()
        }
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        return (
            answer.end(),
            String(decoding: complaint.end(atMost: Self.longestComplaint), as: UTF8.self)
        )
    }

    private static let longestComplaint = 8_192

    private static var environment: [UnsafeMutablePointer<CChar>?] {
        var strings: [UnsafeMutablePointer<CChar>?] = []
        var next = environ
        while let string = next.pointee {
            strings.append(string)
            next += 1
        }
        return strings
    }
}
