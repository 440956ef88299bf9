/// All partitions of some topics as 0, 1, 2 …, in the order of topics and partitions.
struct NumberedPartitions {
    private let topics: [String]
    /// The number of each topic's partition 0, and at the end of them all.
    private let starts: [Int]
    private let places: [String: Int]

    /// A topic that isn't in `counts`, the number of partitions per topic, is left out.
    init(topics: Set<String>, _ counts: [String: Int]) {
        self.topics = topics.filter { counts[$0] != nil }.sorted()
        starts = self.topics.reduce(into: [0]) { starts, topic in
            starts.append((starts.last ?? 0) + (counts[topic] ?? 0))
        }
        places = Dictionary(
            uniqueKeysWithValues: self.topics.enumerated().map { ($0.element, $0.offset) })
    }

    var count: Int { starts.last ?? 0 }
    var indices: Range<Int> { 0..<count }

    /// The numbers of a topic's partitions, by the topic's place.
    func numbers(ofTopicAt place: Int) -> Range<Int> { starts[place]..<starts[place + 1] }

    func place(ofTopic topic: String) -> Int? { places[topic] }

    func number(of partition: TopicPartition) -> Int? {
        guard let place = places[partition.topic] else { return nil }
        let numbers = numbers(ofTopicAt: place)
        guard (0..<numbers.count).contains(partition.partition) else { return nil }
        return numbers.lowerBound + partition.partition
    }

    subscript(number: Int) -> TopicPartition {
        let place = place(ofNumber: number)
        return TopicPartition(topics[place], number - starts[place])
    }

    /// The place of the topic that a numbered partition belongs to.
    func place(ofNumber number: Int) -> Int {
        var (low, high) = (0, topics.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= number { low = middle } else { high = middle }
        }
        return low
    }
}
