/// Everything that a schedule decides: which world, and where it deviates from the plain course.
///
/// A run meets its choice points in an order that is the same whenever the same tape is played; at
/// each it draws a number, 0 for "nothing happens". A tape names the draws that aren't 0.
package struct Tape: Hashable, Sendable {
    package struct Deviation: Hashable, Sendable {
        /// The choice point, counted from 0.
        package var point: Int
        /// From 1.
        package var option: Int

        package init(point: Int, option: Int) {
            self.point = point
            self.option = option
        }
    }

    package var world: String
    /// By ascending point.
    package var deviations: [Deviation]

    package init(world: String, deviations: [Deviation] = []) {
        self.world = world
        self.deviations = deviations
    }

    package func deviating(at point: Int, option: Int) -> Tape {
        Tape(world: world, deviations: deviations + [Deviation(point: point, option: option)])
    }
}

extension Tape: CustomStringConvertible {
    /// `WORLD:POINT.OPTION,POINT.OPTION`
    package var description: String {
        world + ":" + deviations.map { "\($0.point).\($0.option)" }.joined(separator: ",")
    }

    /// Reads what `description` wrote; nil for anything else.
    package init?(_ text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty else { return nil }
        var deviations: [Deviation] = []
        for part in parts[1].split(separator: ",") {
            let numbers = part.split(separator: ".").map { Int($0) }
            guard numbers.count == 2, let point = numbers[0], let option = numbers[1],
                point >= 0, option >= 1, point > deviations.last?.point ?? -1
            else { return nil }
            deviations.append(Deviation(point: point, option: option))
        }
        self.init(world: String(parts[0]), deviations: deviations)
        guard description == text else { return nil }
    }
}
