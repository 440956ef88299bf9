import Foundation

/// A Redis of its own, in a folder of its own, on a socket in it: the peer that streams are compared
/// with.
final class RedisServer {
    struct Failed: Error, CustomStringConvertible {
        let description: String
    }

    private let process = Process()
    private let folder: URL
    private var socket: String { folder.appending(path: "socket").path }

    /// Nil where Redis is not installed.
    static var isInstalled: Bool {
        ["redis-server", "redis-benchmark", "redis-cli"].allSatisfy { tool in
            (try? Stopwatch().time([tool, "--version"])) != nil
        }
    }

    /// - Parameter isDurable: whether each command is on the disk before it is answered.
    init(in folder: URL, isDurable: Bool) throws {
        self.folder = folder
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [
            "redis-server", "--port", "0", "--unixsocket", socket, "--dir", folder.path,
            "--save", "", "--appendonly", isDurable ? "yes" : "no", "--appendfsync", "always",
        ]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        try waitUntilItAnswers()
    }

    deinit {
        process.terminate()
        process.waitUntilExit()
    }

    /// Records of that many bytes added to a stream in a second, by one client that sends 64
    /// commands at a time.
    func recordsAddedPerSecond(records: Int, valueBytes: Int) throws -> Double {
        let value = String(repeating: "v", count: valueBytes)
        let (_, output) = try Stopwatch().time([
            "redis-benchmark", "-s", socket, "-c", "1", "-P", "64", "-n", "\(records)", "--csv",
            "XADD", "stream", "*", "f", value,
        ])
        _ = try Stopwatch().time(["redis-cli", "-s", socket, "FLUSHALL"])
        // A heading, then "XADD …","873362.44",…
        let line = String(decoding: output, as: UTF8.self).split(separator: "\n").last ?? ""
        let fields = line.split(separator: ",").map { $0.filter { $0 != "\"" } }
        guard fields.count > 1, let rate = Double(fields[1]) else {
            throw Failed(description: "redis-benchmark answered \(line)")
        }
        return rate
    }

    private func waitUntilItAnswers() throws {
        for _ in 0..<200 {
            if (try? Stopwatch().time(["redis-cli", "-s", socket, "PING"])) != nil { return }
            Thread.sleep(forTimeInterval: 0.02)
        }
        throw Failed(description: "redis-server does not answer on \(socket)")
    }
}
