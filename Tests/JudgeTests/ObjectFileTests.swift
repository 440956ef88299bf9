import FoundationEssentials
import Testing

@testable import Judge

@Suite("Object files")
struct ObjectFileTests {
    private static let source = """
        import Glibc
        import Foundation
        nonisolated(unsafe) var counter = 41
        @_cdecl("probe") public func probe() -> Double { cos(Double(counter)) }

        """

    private func object() throws -> [UInt8] {
        let bench = try StandIn()
        let folder = try ScratchFolder(in: bench.folder)
        let submission = try bench.submission(Self.source + StandIn.solution(""))
        guard case .object(let path) = try bench.compiler.compile(submission, in: folder) else {
            throw JudgeError.graderFailed("the fixture does not compile", report: "")
        }
        return [UInt8](try Data(contentsOf: URL(filePath: path)))
    }

    @Test("what a file calls is undefined, what it declares is defined")
    func symbols() throws {
        let file = try ObjectFile(try object())
        #expect(file.undefinedSymbols.contains("cos"))
        #expect(file.undefinedSymbols.contains("swift_getOpaqueTypeMetadata") == false)
        let probe = try #require(file.symbols.first { $0.name == "probe" })
        #expect(probe.isDefined && probe.size > 0)
        #expect(file.symbols.contains { $0.name == EntryFile.symbol && $0.isDefined })
    }

    @Test("a global variable is listed with its name and its size")
    func globals() throws {
        let file = try ObjectFile(try object())
        let variables = file.symbols.filter { $0.name.hasSuffix("vp") && $0.isDefined }
        #expect(variables.map(\.size) == [8])
        #expect(variables.first?.name.contains("counter") == true)
    }

    @Test("the imported modules name the libraries to link")
    func autolink() throws {
        let options = try ObjectFile(try object()).autolinkOptions
        #expect(options.contains("-lFoundation") && options.contains("-lswiftCore"))
        #expect(options.allSatisfy { $0.hasPrefix("-l") })
    }

    @Test("a file cut short anywhere is an error or a smaller file, never a trap")
    func truncated() throws {
        let bytes = try object()
        for length in bytes.indices {
            #expect(throws: ObjectFile.Malformed.self) { try ObjectFile(Array(bytes[..<length])) }
        }
    }

    @Test("a file with any byte of its headers changed is read or refused, never a trap")
    func damaged() throws {
        let bytes = try object()
        let table = Int(bytes[40]) | Int(bytes[41]) << 8 | Int(bytes[42]) << 16
        var refused = 0
        for position in Array(0..<64) + Array(table..<bytes.count).filter({ $0 % 3 == 0 }) {
            var damaged = bytes
            damaged[position] = ~damaged[position]
            do { _ = try ObjectFile(damaged) } catch { refused += 1 }
        }
        #expect(refused > 0)
    }

    @Test("what is not ELF, or of another machine, is named so")
    func foreign() {
        #expect(throws: ObjectFile.Malformed.notELF) { try ObjectFile([]) }
        #expect(throws: ObjectFile.Malformed.notELF) { try ObjectFile(Array("#!/bin/sh".utf8)) }
        let header: [UInt8] = [0x7f, 0x45, 0x4c, 0x46, 1, 1] + Array(repeating: 0, count: 90)
        #expect(throws: ObjectFile.Malformed.otherMachine) { try ObjectFile(header) }
    }
}
