/// The candidate that `word` most likely means, or nil if none is near: at most a third of the
/// word's letters may differ, and always one.
package func nearest(to word: String, among candidates: [String]) -> String? {
    let letters = Array(word.lowercased().unicodeScalars.prefix(65))
    let allowed = max(1, min(letters.count, 64) / 3)
    return
        candidates
        .map { (candidate: $0, distance: editDistance(letters, Array($0.unicodeScalars))) }
        .filter { $0.distance <= allowed }
        .min { ($0.distance, $0.candidate) < ($1.distance, $1.candidate) }?
        .candidate
}

/// Insertions, deletions, replacements and swaps of neighbours that turn one word into the other.
private func editDistance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for row in left.indices {
        var current = [row + 1]
        for column in right.indices {
            var best = min(
                last[column] + (left[row] == right[column] ? 0 : 1),
                last[column + 1] + 1,
                current[column] + 1)
            if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
                best = min(best, beforeLast[column - 1] + 1)
            }
            current.append(best)
        }
        (beforeLast, last) = (last, current)
    }
    return last[right.count]
}
