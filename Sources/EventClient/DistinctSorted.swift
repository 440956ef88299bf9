extension Array where Element: Hashable & Comparable {
    /// Each element once, in order. Most subscriptions and assignments have one, and need no set.
    var distinctSorted: [Element] { count < 2 ? self : Set(self).sorted() }
}
