package import EventLog

/// Sends e-mail. What is sent is sent: no mail can be taken back, and no server remembers that it has
/// sent the same one before.
public final class Mailer: Sendable {
    private let connection: any ServiceConnection

    package init(_ connection: any ServiceConnection) {
        self.connection = connection
    }

    /// Sends a mail, and returns when the mail server has taken it.
    ///
    /// - Throws: `ServiceError.timedOut` if no answer came: the mail may be sent, may yet be, or
    ///   never. `ServiceError.unavailable` if the server has not taken it this time, `.refused` if
    ///   it never will.
    public func deliver(_ mail: Mail) async throws {
        try await connection.perform(.deliver(mail))
    }
}

/// What somebody is written.
public struct Mail: Codable, Hashable, Sendable {
    public var to: String
    public var subject: String
    public var text: String

    public init(to: String, subject: String, text: String = "") {
        self.to = to
        self.subject = subject
        self.text = text
    }
}

package struct MailLedger: Hashable, Sendable {
    package struct Sent: Hashable, Sendable {
        package var mail: Mail
        package var at: Timestamp
    }

    /// In the order of sending.
    package private(set) var sent: [Sent] = []

    func hashStandstill(into hasher: inout Hasher, at now: Timestamp) {
        for mail in sent {
            hasher.combine(mail.mail)
            hasher.combine(now.milliseconds - mail.at.milliseconds)
        }
    }

    mutating func deliver(_ mail: Mail, now: Timestamp) {
        sent.append(Sent(mail: mail, at: now))
    }
}
