import Foundation
import Testing

@testable import Terminal

@Suite("History file")
final class HistoryFileTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    private var history: HistoryFile { HistoryFile(path: folder.appending(path: "history").path) }

    init() throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    @Test("lines come back in order, in any script, and none is no error")
    func roundTrip() throws {
        #expect(try history.load() == [])
        for line in ["produce orders o-1", "größe 注文", "  spaces  "] { try history.append(line) }
        #expect(try history.load() == ["produce orders o-1", "größe 注文", "  spaces  "])
    }

    @Test("two sessions keep each other's lines")
    func sideBySide() throws {
        let other = HistoryFile(path: history.path)
        try history.append("one")
        try other.append("two")
        try history.append("three")
        #expect(try other.load() == ["one", "two", "three"])
    }

    @Test("only the newest lines are kept")
    func size() throws {
        let lines = (1...2100).map { "line \($0)" }
        try history.append(lines.joined(separator: "\n"))
        #expect(try history.load() == lines.suffix(HistoryFile.size))
        try history.append("newest")
        #expect(
            try String(contentsOfFile: history.path, encoding: .utf8).split(separator: "\n").count
                == 1001)
    }

    @Test("nobody else can read it")
    func permissions() throws {
        try history.append("secret")
        let attributes = try FileManager.default.attributesOfItem(atPath: history.path)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
    }

    @Test("errors name the file and the reason")
    func errors() throws {
        let nowhere = HistoryFile(path: folder.appending(path: "no/such/folder/history").path)
        #expect(throws: LineEditorError.historyUnwritable(path: nowhere.path, errno: ENOENT)) {
            try nowhere.append("x")
        }
        let error = #expect(throws: LineEditorError.self) {
            try HistoryFile(path: self.folder.path).load()
        }
        #expect(error?.description.contains(folder.path) == true)
    }
}
