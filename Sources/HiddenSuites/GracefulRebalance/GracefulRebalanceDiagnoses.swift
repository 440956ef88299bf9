import Simulation

enum GracefulRebalanceDiagnoses {
    static let all: [Diagnosis] = []
}
