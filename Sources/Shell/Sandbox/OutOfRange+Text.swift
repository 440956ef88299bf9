import EventBroker
import Sandbox

extension OutOfRange {
    /// What it means for whoever is to read there.
    var sentence: String {
        isGone
            ? "\(place.offset) is gone: whoever is to read there begins at \(log.lowerBound), "
                + "or at the end with --from latest (auto.offset.reset)"
            : "\(place.offset) is beyond the end, \(log.upperBound): whoever is to read there now "
                + "begins at \(log.lowerBound), or at the end with --from latest (auto.offset.reset)"
    }
}
