extension Duration {
    /// Whole ones; what is too long for the number is cut.
    package var inMilliseconds: Int64 { Int64(clamping: attoseconds / 1_000_000_000_000_000) }
}
