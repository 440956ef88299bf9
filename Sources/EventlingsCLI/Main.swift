import Glibc
import Judge
import JudgeHost
import Shell

@main
struct Main {
    static func main() {
        let arguments = CommandLine.arguments
        if arguments.count == 3, arguments[1] == HostJob.argument { JudgeHost.run(arguments[2]) }
        exit(Shell.run(arguments: arguments))
    }
}
