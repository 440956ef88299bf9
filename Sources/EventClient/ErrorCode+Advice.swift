import EventBroker

extension ErrorCode {
    /// What a person can do about an answer for which a client has no error of its own.
    var advice: String {
        switch self {
        case .inconsistentGroupProtocol:
            "the group's members have no assignor in common; give all of them the same one"
        case .invalidGroupID: "a groupID can't be empty; give the group a name"
        case .invalidSessionTimeout:
            "sessionTimeout is outside what the broker allows, 6 s to 30 min; choose one in between"
        case .invalidRecord:
            "the record is not fit for its topic: in a compacted topic each needs a key"
        case .invalidTransactionTimeout:
            "transactionTimeout is outside what the broker allows, at most 15 min; choose a shorter one"
        case .kafkaStorageError:
            "its logs have no room left; delete topics or records, or let it keep more"
        case .messageTooLarge:
            "the record is larger than its topic allows, 1 MiB unless max.message.bytes says otherwise; put the data elsewhere and send a reference"
        case .outOfOrderSequenceNumber:
            "records that were sent before this one are missing in its partition; abort, or send them again"
        case .unknownTopicOrPartition:
            "there is no such topic or partition; create the topic, or check the name"
        default: "\(self), error \(rawValue) of Kafka's protocol"
        }
    }
}
