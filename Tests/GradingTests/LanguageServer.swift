import Foundation
import Testing

/// The toolchain's own `sourcekit-lsp`, spoken to as an editor does: JSON-RPC over its standard
/// input and output.
final class LanguageServer {
    private let process = Process()
    private let toServer = Pipe()
    private let fromServer = Pipe()
    private var unread = Data()
    private var requests = 0

    init(in folder: URL) throws {
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["sourcekit-lsp"]
        process.currentDirectoryURL = folder
        process.standardInput = toServer
        process.standardOutput = fromServer
        process.standardError = FileHandle.nullDevice
        try process.run()
        _ = try ask(
            "initialize",
            [
                "processId": ProcessInfo.processInfo.processIdentifier,
                "rootUri": folder.absoluteString, "capabilities": [String: Any](),
            ])
        try tell("initialized", [:])
    }

    deinit {
        _ = try? ask("shutdown", [:])
        try? tell("exit", [:])
        process.waitUntilExit()
    }

    func open(_ file: URL, text: String) throws {
        try tell(
            "textDocument/didOpen",
            [
                "textDocument": [
                    "uri": file.absoluteString, "languageId": "swift", "version": 1, "text": text,
                ]
            ])
        // Answers once what the file imports has been built and indexed.
        _ = try ask("workspace/synchronize", ["index": true])
    }

    /// What may stand at this place.
    func completions(in file: URL, line: Int, column: Int) throws -> [String] {
        let answer = try ask("textDocument/completion", place(file, line, column))
        let items = (answer as? [String: Any])?["items"] as? [[String: Any]]
        return try #require(items).compactMap { $0["label"] as? String }
    }

    /// What an editor shows of the word at this place.
    func hover(in file: URL, line: Int, column: Int) throws -> String {
        let answer = try ask("textDocument/hover", place(file, line, column)) as? [String: Any]
        let contents = try #require(answer?["contents"] as? [String: Any])
        return try #require(contents["value"] as? String)
    }

    private func place(_ file: URL, _ line: Int, _ column: Int) -> [String: Any] {
        [
            "textDocument": ["uri": file.absoluteString],
            "position": ["line": line, "character": column],
        ]
    }

    private func tell(_ method: String, _ parameters: [String: Any]) throws {
        try send(["method": method, "params": parameters])
    }

    private func ask(_ method: String, _ parameters: [String: Any]) throws -> Any {
        requests += 1
        try send(["id": requests, "method": method, "params": parameters])
        while let message = try receive() {
            if message["method"] != nil {
                // What it asks of an editor has no answer here that matters.
                if let id = message["id"] { try send(["id": id, "result": NSNull()]) }
            } else if message["id"] as? Int == requests {
                return message["result"] ?? NSNull()
            }
        }
        throw Ended()
    }

    struct Ended: Error {}

    private func send(_ message: [String: Any]) throws {
        var message = message
        message["jsonrpc"] = "2.0"
        let body = try JSONSerialization.data(withJSONObject: message)
        let head = Data("Content-Length: \(body.count)\r\n\r\n".utf8)
        try toServer.fileHandleForWriting.write(contentsOf: head + body)
    }

    private func receive() throws -> [String: Any]? {
        let blank = Data("\r\n\r\n".utf8)
        while true {
            if let gap = unread.range(of: blank) {
                let head = String(decoding: unread[..<gap.lowerBound], as: UTF8.self)
                let length = try #require(
                    head.firstMatch(of: /Content-Length: (\d+)/).flatMap { Int($0.output.1) })
                let end = gap.upperBound + length
                if end <= unread.endIndex {
                    let body = unread[gap.upperBound..<end]
                    unread = Data(unread[end...])
                    return try JSONSerialization.jsonObject(with: body) as? [String: Any]
                }
            }
            let more = fromServer.fileHandleForReading.availableData
            if more.isEmpty { return nil }
            unread += more
        }
    }
}
