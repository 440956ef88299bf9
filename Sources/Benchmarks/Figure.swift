import Foundation

/// One measured number, beside the floor that it is compared with.
struct Figure {
    var name: String
    var value: Double
    var unit: String
    var floor: String?
    /// Value over floor.
    var ratio: Double?
    var runs: Int
    var min: Double
    var max: Double

    init(
        _ name: String, unit: String, samples: [Double], floor: String? = nil,
        floorValue: Double? = nil
    ) {
        self.name = name
        self.unit = unit
        self.floor = floor
        value = samples.median
        ratio = floorValue.map { samples.median / $0 }
        runs = samples.count
        min = samples.min() ?? 0
        max = samples.max() ?? 0
    }

    var line: String {
        let format = ["s", "ms"].contains(unit) ? "%.3f" : "%.0f"
        let numbers = [value, min, max].map { String(format: format, $0) }
        var text = name.padding(toLength: 30, withPad: " ", startingAt: 0)
        text += "\(numbers[0]) \(unit)  (\(numbers[1])–\(numbers[2]), \(runs) runs)"
        if let floor, let ratio { text += "  = \(String(format: "%.2f", ratio)) × \(floor)" }
        return text
    }

    /// One object a line, all keys always there.
    var json: String {
        get throws {
            let object: [String: Any] = [
                "name": name, "value": value, "unit": unit, "floor": floor ?? NSNull(),
                "ratio": ratio ?? NSNull(), "runs": runs, "min": min, "max": max,
            ]
            let data = try JSONSerialization.data(withJSONObject: object, options: [.sortedKeys])
            return String(decoding: data, as: UTF8.self)
        }
    }
}

extension [Double] {
    var median: Double {
        let sorted = sorted()
        guard !sorted.isEmpty else { return 0 }
        let middle = sorted.count / 2
        return sorted.count.isMultiple(of: 2)
            ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
    }
}
