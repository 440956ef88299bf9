import Glibc
import Judge
import Shell

@main
struct Main {
    static func main() {
        let arguments = CommandLine.arguments
        if arguments.dropFirst().first == HostJob.argument {
            // WIRE HERE: JudgeHost takes over with arguments[2], and never returns.
        }
        exit(Shell.run(arguments: arguments))
    }
}
