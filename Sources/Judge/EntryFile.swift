/// The one file compiled beside a learner's: it hands the solution's type to the host.
enum EntryFile {
    /// Unlike any name a learner gives: the compiler refuses two files of one name.
    static let name = "eventlings-entry.swift"
    /// What the host looks up in the loaded library.
    static let symbol = "eventlings_entry"
    static let module = "Eventlings"

    /// `Eventlings.SolutionEntry.retained` takes a type that conforms to the contract, and answers
    /// a retained object that can make solutions of it. Names are spelled with their module, so
    /// that a learner's own type of the same name is not taken for it.
    static func text(for submission: Submission) -> String {
        """
        import \(module)

        func eventlingsContract() -> any \(module).\(submission.contract).Type {
            \(submission.type).self
        }

        @_cdecl("\(symbol)")
        public func eventlingsEntry() -> UnsafeMutableRawPointer {
            \(module).SolutionEntry.retained(\(submission.type).self)
        }

        """
    }
}
