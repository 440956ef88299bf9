import EventBroker
import Eventlings

/// What the members of a group owe each other: to begin nothing of what they have lost, and to make
/// room when they stop. Each is seen at the moment when it is broken.
extension World {
    func giveUp(_ partitions: [TopicPartition], lost isLost: Bool, by incarnation: Int) {
        note(.gaveUp(partitions, lost: isLost), by: incarnation)
        guard isLost else { return }
        let gone = Set(partitions).subtracting(partitionsOwned(by: incarnation))
        for record in setup.input where gone.contains(record.partition) {
            incarnations[incarnation].lost[record.name] = 0
        }
    }

    /// Another consumer of the same process may have what one of them has lost.
    private func partitionsOwned(by incarnation: Int) -> Set<TopicPartition> {
        let own = Set(members.lazy.filter { $0.incarnation == incarnation }.map(\.id))
        let groups = broker.groupIDs.map { broker.describe(DescribeGroup(groupID: $0)) }
        return Set(groups.flatMap(\.members).filter { own.contains($0.id) }.flatMap(\.partitions))
    }

    func handOutAgain(_ answer: History.Answer, to incarnation: Int) {
        guard !incarnations[incarnation].lost.isEmpty,
            case .broker(.fetch(let fetched)) = answer
        else { return }
        for partition in fetched.partitions {
            let records = setup.input.filter { $0.partition == partition.partition }
            for offset in partition.batches.flatMap({ $0.baseOffset..<$0.nextOffset })
            where offset < records.count {
                incarnations[incarnation].lost[records[Int(offset)].name]? += 1
            }
        }
    }

    func lookForLoss(_ request: History.Request, by incarnation: Int) {
        guard case .service(let call) = request, call.hasEffect,
            let left = incarnations[incarnation].lost[call.subject]
        else { return }
        incarnations[incarnation].lost[call.subject] = left - 1
        guard left <= 0 else { return }
        begunAfterLoss = begunAfterLoss ?? call.subject
        checkSafety()
    }

    /// Called before its successor is to start.
    func watchPlace(of incarnation: Int) {
        guard incarnations[incarnation].isAskedToStop,
            let limit = setup.surroundings.placeIsFreeWithin
        else { return }
        schedule(
            .follows(.placeIsFree(incarnation: incarnation)), at: now + limit.inNanoseconds)
    }

    func lookForPlace(of incarnation: Int) {
        if members.contains(where: { $0.incarnation == incarnation && isInGroup($0) }) {
            noteKeptPlace(of: incarnation)
        }
    }

    /// Who has to be killed has not made room either.
    func noteKeptPlace(of incarnation: Int) {
        keptPlace = keptPlace ?? instances[incarnations[incarnation].instance].name
        checkSafety()
    }
}
