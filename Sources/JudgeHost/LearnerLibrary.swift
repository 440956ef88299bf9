package import Eventlings
import FoundationEssentials
import Glibc
import Judge

/// A learner's compiled file, loaded into this process.
package struct LearnerLibrary {
    struct Unloadable: Error, CustomStringConvertible {
        let description: String

        /// What the file uses and nobody defines; nil if that is not the reason.
        var missingSymbol: Substring? {
            let words = "undefined symbol: "
            return description.firstRange(of: words).map { description[$0.upperBound...] }
        }
    }

    package let entry: SolutionEntry
    package let globals: GlobalVariables
    /// Where it is loaded.
    let image: UnsafeRawBufferPointer

    package init(path: String) throws {
        guard let library = dlopen(path, RTLD_NOW),
            let symbol = dlsym(library, EntryFile.symbol)
        else {
            throw Unloadable(description: dlerror().map { String(cString: $0) } ?? path)
        }
        let file = try ObjectFile([UInt8](Data(contentsOf: URL(filePath: path))))
        guard let entryOffset = file.symbols.first(where: { $0.name == EntryFile.symbol })?.value
        else {
            throw Unloadable(description: "\(path) has no symbol \(EntryFile.symbol)")
        }
        typealias Entry = @convention(c) () -> UnsafeMutableRawPointer
        let makeEntry = unsafeBitCast(symbol, to: Entry.self)
        entry = Unmanaged<SolutionEntry>.fromOpaque(makeEntry()).takeRetainedValue()
        let base = symbol - Int(entryOffset)
        globals = GlobalVariables(in: file, base: base)
        let end = file.symbols.filter(\.isDefined).map { $0.value + $0.size }.max() ?? 0
        image = UnsafeRawBufferPointer(start: base, count: Int(end))
    }
}
