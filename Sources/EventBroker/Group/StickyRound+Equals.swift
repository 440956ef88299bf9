extension StickyRound {
    /// Where all members subscribe to the same topics (Kafka's `constrainedAssign`): everybody keeps
    /// what is its due of what it had, and the rest goes round.
    mutating func shareAmongEquals() {
        let (quota, surplus) = partitions.count.quotientAndRemainder(dividingBy: members.count)
        var largerShares = surplus
        var isFree = Array(repeating: true, count: partitions.count)
        var underQuota: [Int] = []
        var atQuota: [Int] = []
        for member in members.indices {
            let claimed = claimed(by: member)
            let isLarger = claimed.count > quota && largerShares > 0
            if isLarger { largerShares -= 1 }
            shares[member] = Array(claimed.prefix(isLarger ? quota + 1 : quota))
            for partition in shares[member] { isFree[partition] = false }
            if claimed.count < quota {
                underQuota.append(member)
            } else if !isLarger {
                atQuota.append(member)
            }
        }
        var rest = partitions.indices.lazy.filter { isFree[$0] }.makeIterator()
        goRound(&underQuota, quota, &rest) { atQuota.append($0) }
        for (member, partition) in zip(atQuota, IteratorSequence(rest)) {
            shares[member].append(partition)
        }
    }

    /// Gives one partition to each in turn, until all have their quota.
    private mutating func goRound(
        _ members: inout [Int], _ quota: Int, _ rest: inout some IteratorProtocol<Int>,
        atQuota: (Int) -> Void
    ) {
        while !members.isEmpty {
            for member in members {
                guard let partition = rest.next() else { return }
                shares[member].append(partition)
                if shares[member].count == quota { atQuota(member) }
            }
            members.removeAll { shares[$0].count == quota }
        }
    }
}
