extension Array {
    /// What one fetch reads of batches in order: from the first that `reaches` the wanted offset
    /// on as many as fit into `maxBytes`, but at least one if there is one. The search is
    /// O(log *n*).
    func fetched(
        fromFirstThat reaches: (Element) -> Bool, maxBytes: Int, size: (Element) -> Int
    ) -> ArraySlice<Element> {
        fetched(from: partitioningIndex(where: reaches), maxBytes: maxBytes, size: size)
    }

    /// The same where it is known which element is the first.
    func fetched(from first: Int, maxBytes: Int, size: (Element) -> Int) -> ArraySlice<Element> {
        let wanted = self[first...]
        var total = 0
        let fitting = wanted.prefix { element in
            total += size(element)
            return total <= maxBytes
        }
        return fitting.isEmpty ? wanted.prefix(1) : fitting
    }

    /// The index of the first element that `belongsToSecond`, or the end, if all elements that do
    /// follow all that don't.
    func partitioningIndex(where belongsToSecond: (Element) -> Bool) -> Int {
        var low = startIndex
        var high = endIndex
        while low < high {
            let middle = (low + high) / 2
            if belongsToSecond(self[middle]) {
                high = middle
            } else {
                low = middle + 1
            }
        }
        return low
    }
}
