import FoundationEssentials
import Glibc

/// Standard output belongs to the simulated processes: what the host itself has to say goes
/// straight to the descriptor.
func say(_ line: String) {
    var rest = Array("\(line)\n".utf8)[...]
    while !rest.isEmpty {
        let count = rest.withUnsafeBytes { write(1, $0.baseAddress, $0.count) }
        guard count > 0 else { return }
        rest = rest.dropFirst(count)
    }
}

struct WrongUsage: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}

extension [String] {
    /// The argument at that place.
    func argument(_ index: Int) throws -> String {
        guard indices.contains(index) else { throw WrongUsage("argument \(index + 1) is missing") }
        return self[index]
    }

    func number(_ index: Int) throws -> Int {
        guard let number = Int(try argument(index)) else {
            throw WrongUsage("\(self[index]) is no number")
        }
        return number
    }
}
