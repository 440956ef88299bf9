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
        case .messageTooLarge:
            "the record is larger than a batch may be, 1 MiB; put the data elsewhere and send a reference"
        case .unknownTopicOrPartition:
            "there is no such topic or partition; create the topic, or check the name"
        default: "\(self), error \(rawValue) of Kafka's protocol"
        }
    }
}
