import Foundation
import Glibc

extension PseudoTerminal {
    /// The processes in which the program runs a learner's code, as soon as there is one.
    func hosts() -> [pid_t] {
        let deadline = ContinuousClock.now + .seconds(60)
        while ContinuousClock.now < deadline {
            let path = "/proc/\(process)/task/\(process)/children"
            let children = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
            let hosts = children.split(separator: " ").compactMap { pid_t($0) }.filter { child in
                let words = try? String(contentsOfFile: "/proc/\(child)/cmdline", encoding: .utf8)
                return words?.contains("--host-a-solution") == true
            }
            if !hosts.isEmpty { return hosts }
            sched_yield()
        }
        return []
    }

    /// The killed ones may still wait for the system to take note of it.
    static func isGone(group: pid_t) -> Bool {
        let deadline = ContinuousClock.now + .seconds(60)
        while ContinuousClock.now < deadline {
            if kill(-group, 0) == -1, errno == ESRCH { return true }
            sched_yield()
        }
        return false
    }
}
