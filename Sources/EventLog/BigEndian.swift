// Numbers in network byte order at any byte position. The caller has checked the bounds.

extension UnsafeRawBufferPointer {
    func bigEndian<Number: FixedWidthInteger & BitwiseCopyable>(
        at position: Int, as _: Number.Type = Number.self
    ) -> Number {
        Number(bigEndian: loadUnaligned(fromByteOffset: position, as: Number.self))
    }
}

extension UnsafeMutableRawBufferPointer {
    func storeBigEndian<Number: FixedWidthInteger & BitwiseCopyable>(
        _ number: Number, at position: Int
    ) {
        storeBytes(of: number.bigEndian, toByteOffset: position, as: Number.self)
    }
}
