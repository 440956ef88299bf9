import Course

/// A made-up state: topic `orders` with three partitions of 4, 2 and 0 records, read by the group
/// `billing`, which has committed 3 in partition 0 and whose members are `m1` and `m2`.
struct ShopState: ExpressionState {
    let name = "a shop"
    func records(topic: String) throws(ExpressionStateError) -> Int {
        try check(topic)
        return 6
    }

    func records(topic: String, partition: Int) throws(ExpressionStateError) -> Int {
        try check(topic, partition)
        return [4, 2, 0][partition]
    }

    func keyed(topic: String, key: String) throws(ExpressionStateError) -> Int {
        try check(topic)
        return key == "order-1" ? 2 : 0
    }

    func saying(topic: String, text: String) throws(ExpressionStateError) -> [Int] {
        try check(topic)
        return text == "paid" ? [1, 3] : []
    }

    func committed(
        group: String, topic: String, partition: Int
    ) throws(ExpressionStateError) -> Int? {
        try check(group: group)
        try check(topic, partition)
        return partition == 0 ? 3 : nil
    }

    func position(
        member: String, topic: String, partition: Int
    ) throws(ExpressionStateError) -> Int? {
        guard ["m1", "m2"].contains(member) else { throw .noMember(member) }
        try check(topic, partition)
        return member == "m1" && partition == 0 ? 4 : nil
    }

    func lag(group: String) throws(ExpressionStateError) -> Int {
        try check(group: group)
        return 3
    }

    func owner(
        group: String, topic: String, partition: Int
    ) throws(ExpressionStateError) -> String? {
        try check(group: group)
        try check(topic, partition)
        return ["m1", "m2", nil][partition]
    }

    func partition(topic: String, key: String) throws(ExpressionStateError) -> Int {
        try check(topic)
        return key.utf8.count % 3
    }

    func count(call: String, subject: String?) throws(ExpressionStateError) -> Int {
        guard call == "gateway.charge" else {
            throw .notKnownHere(function: "count(\(call))", where: "a sandbox")
        }
        return subject == nil ? 5 : 1
    }

    private func check(_ topic: String, _ partition: Int = 0) throws(ExpressionStateError) {
        guard topic == "orders" else { throw .noTopic(topic) }
        guard (0..<3).contains(partition) else { throw .noPartition(partition, topic: topic) }
    }

    private func check(group: String) throws(ExpressionStateError) {
        guard group == "billing" else { throw .noGroup(group) }
    }
}
