import Judge
import Simulation

/// The global and static variables of a learner's library, with the tokens that say whether each
/// has been made.
///
/// They are the library's symbols that end in `vp`, `vpZ` and `_Wz` (Swift's mangling of variables,
/// static variables and once-tokens). Nothing else of its data is touched: the runtime keeps its
/// caches there.
package struct GlobalVariables {
    private let places: [UnsafeMutableRawBufferPointer]
    private let byteCount: Int

    /// Those of a program without a learner's library: none.
    package static var none: GlobalVariables { GlobalVariables(places: []) }

    private init(places: [UnsafeMutableRawBufferPointer]) {
        self.places = places
        byteCount = places.reduce(0) { $0 + $1.count }
    }

    /// - Parameter base: Where the library is loaded.
    init(in file: ObjectFile, base: UnsafeMutableRawPointer) {
        self.init(
            places: file.symbols.filter(Self.isVariable).map { symbol in
                UnsafeMutableRawBufferPointer(
                    start: base + Int(symbol.value), count: Int(symbol.size))
            })
    }

    private static func isVariable(_ symbol: ObjectFile.Symbol) -> Bool {
        symbol.isDefined && symbol.size > 0
            && ["vp", "vpZ", "_Wz"].contains { symbol.name.hasSuffix($0) }
    }

    func save() -> GlobalsImage {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(byteCount)
        for place in places { bytes.append(contentsOf: place) }
        return GlobalsImage(bytes: bytes)
    }

    func restore(_ image: GlobalsImage) {
        image.bytes.withUnsafeBytes { bytes in
            var offset = 0
            for place in places {
                let end = offset + place.count
                place.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[offset..<end]))
                offset = end
            }
        }
    }
}
