import Sandbox
import Terminal

/// A happening, and how often it has happened in a row at that moment: what code does in a loop is told
/// once.
struct ToldHappening {
    let happening: Happening
    private var count = 1

    init(_ happening: Happening) {
        self.happening = happening
    }

    static func told(_ happenings: [Happening]) -> [ToldHappening] {
        happenings.reduce(into: []) { told, next in
            if told.last?.happening == next {
                told[told.count - 1].count += 1
            } else {
                told.append(ToldHappening(next))
            }
        }
    }

    var text: StyledText {
        count == 1
            ? happening.text
            : happening.text + StyledText("  (\(count) times)", .quiet)
    }
}
