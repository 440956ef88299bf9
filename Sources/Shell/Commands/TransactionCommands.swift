import Sandbox

extension Argument {
    static let transactionID = Argument("ID", .transaction)
}

extension Option {
    static let transaction = Option(
        name: "--transaction", value: "ID",
        summary: "as a part of this open transaction", naming: .transaction)
    static let isolation = Option(
        name: "--isolation", value: "LEVEL",
        summary: "uncommitted (the default) or committed: see no open or aborted transactions",
        choices: ["uncommitted", "committed"])
}

extension Command {
    static let transactionBegin = Command(
        "transaction begin", .transactionID,
        summary: "opens a transaction; the broker aborts one that is open for 1m",
        examples: [
            Example(line: "transaction begin t1", meaning: "ID is its transactional.id")
        ], section: .sandbox
    ) { invocation, session throws(Complaint) in
        try session.perform(.beginTransaction(invocation[.transactionID] ?? ""))
    }

    static let transactionCommit = ending("commit", "makes a transaction valid as a whole")
    static let transactionAbort = ending(
        "abort", "gives a transaction up: its records stay, and committed readers skip them")

    private static func ending(_ word: String, _ summary: String) -> Command {
        Command(
            "transaction \(word)", .transactionID, summary: summary, section: .sandbox
        ) { invocation, session throws(Complaint) in
            try session.perform(
                .endTransaction(invocation[.transactionID] ?? "", commits: word == "commit"))
        }
    }
}
