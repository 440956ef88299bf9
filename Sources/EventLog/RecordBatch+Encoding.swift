extension RecordBatch {
    /// One batch of `records` in their order, from offset 0 on, with neither producer nor leader
    /// epoch. The records' own offsets are ignored.
    ///
    /// - Precondition: there is at least one record, and all together take less than 2 GiB.
    package init(_ records: [Record]) {
        var builder = Builder(records)
        self = builder.seal()
    }
}
