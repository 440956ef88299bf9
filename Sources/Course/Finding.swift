/// Something wrong in a course's own files, for its author to mend.
package struct Finding: Error, Hashable, Sendable {
    package var file: String
    /// Counted from 1; nil where the whole file or folder is meant.
    package var line: Int?
    /// What is wrong, and what to do.
    package var what: String

    package init(file: String, line: Int? = nil, what: String) {
        self.file = file
        self.line = line
        self.what = what
    }
}

extension Finding: CustomStringConvertible {
    /// `file:line: what`, which editors turn into a link.
    package var description: String {
        "\(file):\(line.map { "\($0):" } ?? "") \(what)"
    }
}

/// Everything that is wrong in one file, in the order of its lines; at least one.
package struct Findings: Error, Hashable, Sendable {
    package var all: [Finding]
}
