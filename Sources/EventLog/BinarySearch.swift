extension Array {
    /// The index of the first element that `belongsToSecond`, or the end, if all elements that do
    /// follow all that don't. O(log *n*).
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
