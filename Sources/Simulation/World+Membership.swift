import EventBroker
import Eventlings

/// What the members of a group owe each other: to begin nothing in partitions that they have lost, and
/// to make room when they stop. Each is seen at the moment when it is broken.
extension World {
    func giveUp(_ partitions: [TopicPartition], lost isLost: Bool, by incarnation: Int) {
        note(.gaveUp(partitions, lost: isLost), by: incarnation)
        guard isLost else { return }
        let owned = partitionsOwned(by: incarnation)
        incarnations[incarnation].lost.formUnion(partitions.filter { !owned.contains($0) })
    }

    func takeOver(_ answer: History.Answer, by incarnation: Int) {
        guard !incarnations[incarnation].lost.isEmpty,
            case .broker(.syncGroup(let sync)) = answer
        else { return }
        incarnations[incarnation].lost.subtract(sync.partitions)
    }

    /// Another consumer of the same process may have what one of them has lost.
    private func partitionsOwned(by incarnation: Int) -> Set<TopicPartition> {
        let own = Set(members.lazy.filter { $0.incarnation == incarnation }.map(\.id))
        let groups = broker.groupIDs.map { broker.describe(DescribeGroup(groupID: $0)) }
        return Set(groups.flatMap(\.members).filter { own.contains($0.id) }.flatMap(\.partitions))
    }

    func lookForLoss(_ request: History.Request, by incarnation: Int) {
        guard case .service(let call) = request, call.hasEffect,
            let record = setup.input.first(where: { $0.name == call.subject }),
            incarnations[incarnation].lost.contains(record.partition)
        else { return }
        begunAfterLoss = begunAfterLoss ?? record.name
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
