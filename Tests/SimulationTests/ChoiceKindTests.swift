import OutsideThePool
import Simulation
import Testing

@Suite("Kinds of choice points", .waitsForProcesses)
struct ChoiceKindTests {
    @Test("A kind's code is its place, and leads back to it")
    func codes() {
        #expect(ChoiceKind.allCases.map(\.code) == Array(0..<UInt8(ChoiceKind.allCases.count)))
        #expect(ChoiceKind.allCases.map { ChoiceKind(code: $0.code) } == ChoiceKind.allCases)
    }
}
