/// Which incarnation each task belongs to.
///
/// The runtime hands out task ids in order, so an array from the run's first id on serves.
struct TaskOwners {
    private var first: UInt64?
    private var owners: [Int] = []
    private static let unknown = -2

    subscript(id: UInt64) -> Int? {
        get {
            guard let first, id >= first, id - first < UInt64(owners.count) else { return nil }
            let owner = owners[Int(id - first)]
            return owner == Self.unknown ? nil : owner
        }
        set {
            let first = first ?? id
            self.first = first
            guard id >= first else { return }
            let index = Int(id - first)
            if index >= owners.count {
                owners += repeatElement(Self.unknown, count: index + 1 - owners.count)
            }
            owners[index] = newValue ?? Self.unknown
        }
    }

    mutating func removeAll() {
        first = nil
        owners.removeAll(keepingCapacity: true)
    }
}
