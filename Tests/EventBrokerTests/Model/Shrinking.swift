/// Delta debugging: leaves out as many commands as possible, as long as the rest still fails.
///
/// First halves, then ever smaller runs, down to single commands, until none can be missed.
func shrunk<Element>(_ elements: [Element], fails: ([Element]) throws -> Bool) rethrows -> [Element]
{
    var kept = elements
    var length = max(1, kept.count / 2)
    while true {
        let countBefore = kept.count
        var start = 0
        while start < kept.count {
            var fewer = kept
            fewer.removeSubrange(start..<min(start + length, kept.count))
            if try fails(fewer) { kept = fewer } else { start += length }
        }
        if length > 1 {
            length = length / 2
        } else if kept.count == countBefore {
            return kept
        }
    }
}
