/// A program of the toolchain, run to its end, with what it said.
struct Tool {
    let path: String
    let environment: [String: String]

    private static let timeLimit: Duration = .seconds(60)
    private static let textLimit = 256 * 1024

    func run(
        _ arguments: [String]
    ) throws(JudgeError) -> (ending: ChildProcess.Ending, text: String) {
        do {
            let output = try CapturedPipe(to: [1, 2], limit: Self.textLimit, excess: .keepFirst)
            let child = ChildProcess(
                executable: path, arguments: [path] + arguments, environment: environment)
            let ending = try child.run(pipes: [output], limit: Self.timeLimit)
            return (ending, String(decoding: output.bytes, as: UTF8.self))
        } catch {
            throw .graderFailed("\(path) can't be started", report: error.description)
        }
    }
}
