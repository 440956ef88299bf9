import Course
import Foundation
import Judge
import Sandbox
import Terminal

/// What one command works with: the course, the workspace and the progress that its options and
/// surroundings lead to. Everything is read anew, as other processes may use the same workspace.
package struct Session {
    let surroundings: Surroundings
    let output: Output
    let desk: Desk
    private let shell: Shell
    let options: Invocation

    init(_ surroundings: Surroundings, shell: Shell, desk: Desk, options: Invocation) {
        self.surroundings = surroundings
        self.shell = shell
        self.desk = desk
        self.options = options
        output = Output(
            capabilities: surroundings.capabilities(for: options),
            wrapsErrors: surroundings.isInteractive, out: surroundings.out,
            error: surroundings.error)
    }

    /// Runs one more line as if it had been typed with this command's options.
    func carryOut(_ line: String, where place: String) -> ExitStatus {
        outcome(of: line, where: place).status
    }

    func outcome(of line: String, where place: String) -> LineOutcome {
        shell.runLine(line, options, where: place)
    }

    /// A session like this one on another broker, which says nothing but complaints.
    func rehearsal(
        on sandbox: Sandbox, telling complain: @escaping (String) -> Void = { _ in }
    ) -> Session {
        let desk = Desk(sandbox)
        let shell = shell.rehearsal(at: desk, telling: complain)
        return Session(shell.surroundings, shell: shell, desk: desk, options: options)
    }

    // MARK: Places

    func packageRoot() throws(Complaint) -> URL {
        let found = PackageRoot.find(
            executable: surroundings.executable, currentDirectory: surroundings.currentDirectory)
        guard let found else {
            throw Complaint(
                "can't find the package Eventlings (a folder with Package.swift and Exercises) "
                    + "above \(surroundings.executable.path) or the current folder. Run eventlings "
                    + "from inside your clone.", status: .unavailable)
        }
        return found
    }

    func course() throws(Complaint) -> URL {
        if let folder = options[.course] { return path(folder) }
        return try packageRoot()
    }

    func catalogue() throws(Complaint) -> Catalogue {
        let course = try course()
        do throws(Finding) {
            return try Catalogue(course: course)
        } catch {
            throw Complaint(error.description)
        }
    }

    func workspace() throws(Complaint) -> Workspace {
        let root = try packageRoot()
        let folder = options[.workspace].map(path) ?? root.appending(path: "Workspace")
        return Workspace(folder: folder, library: root)
    }

    /// A path as it was typed, seen from the current folder.
    func path(_ typed: String) -> URL {
        let expanded = NSString(string: typed).expandingTildeInPath
        let isAbsolute = expanded.hasPrefix("/")
        return
            (isAbsolute
            ? URL(filePath: expanded) : surroundings.currentDirectory.appending(path: expanded))
            .standardizedFileURL
    }

    /// What stands in a file that somebody has named, or comes through a pipe of that name.
    func text(in file: URL) throws(Complaint) -> String {
        do {
            let bytes = try FileHandle(forReadingFrom: file).readToEnd() ?? Data()
            if let text = String(validating: bytes, as: UTF8.self) {
                return text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
            }
        } catch {
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: file.path, isDirectory: &isFolder) else {
                throw Complaint("there is no file \(shown(file)); check the path")
            }
            throw Complaint(
                isFolder.boolValue
                    ? "\(shown(file)) is a folder; name a file in it"
                    : "can't read \(shown(file)); are you allowed to?")
        }
        throw Complaint("can't read \(shown(file)) as UTF-8 text")
    }

    /// Writes a new file.
    ///
    /// - Parameter command: Who writes, for the message that a file is there already.
    func write(_ text: String, toNew file: URL, by command: String) throws(Complaint) {
        do {
            try Data(text.utf8).write(to: file, options: .withoutOverwriting)
        } catch {
            guard FileManager.default.fileExists(atPath: file.path) else { throw unwritable(file) }
            throw Complaint(
                "\(shown(file)) is there already, and `\(command)` writes over nothing; "
                    + "name a file that isn't there yet")
        }
    }

    func unwritable(_ file: URL) -> Complaint {
        Complaint(
            "can't write \(shown(file)); name a file in a folder that is there, and that you may "
                + "write to")
    }

    /// A path as somebody would type it here.
    func shown(_ file: URL) -> String {
        let here = surroundings.currentDirectory.standardizedFileURL.path + "/"
        return file.path.hasPrefix(here) ? String(file.path.dropFirst(here.count)) : file.path
    }
}
