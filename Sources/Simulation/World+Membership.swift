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
            incarnations[incarnation].lost[record.name] = LostRecord()
        }
    }

    /// Another consumer of the same process may have what one of them has lost.
    private func partitionsOwned(by incarnation: Int) -> Set<TopicPartition> {
        let own = Set(members.lazy.filter { $0.incarnation == incarnation }.map(\.id))
        let groups = broker.groupIDs.map { broker.describe(DescribeGroup(groupID: $0)) }
        return Set(groups.flatMap(\.members).filter { own.contains($0.id) }.flatMap(\.partitions))
    }

    /// What comes again may be begun again, and if its commit is refused, as often as its process likes:
    /// its client refuses the next ones by itself.
    func noteAnswer(
        _ answer: History.Answer, to request: History.Request, of incarnation: Int
    ) {
        if incarnations[incarnation].lost.isEmpty { return }
        switch (request, answer) {
        case (_, .broker(.fetch(let fetched))): handOutAgain(fetched, to: incarnation)
        case (.broker(.offsetCommit), .broker(.done(.some))):
            incarnations[incarnation].lost = incarnations[incarnation].lost.filter {
                $0.value.handOuts == 0
            }
        default: break
        }
    }

    private func handOutAgain(_ fetched: Fetch.Response, to incarnation: Int) {
        for partition in fetched.partitions {
            let records = setup.input.filter { $0.partition == partition.partition }
            for offset in partition.batches.flatMap({ $0.baseOffset..<$0.nextOffset })
            where offset < records.count {
                incarnations[incarnation].lost[records[Int(offset)].name]?.handOuts += 1
            }
        }
    }

    func lookForLoss(_ request: History.Request, by incarnation: Int) {
        guard case .service(let call) = request, call.hasEffect,
            let record = incarnations[incarnation].lost[call.subject]
        else { return }
        incarnations[incarnation].lost[call.subject]?.begins += 1
        guard record.begins >= record.handOuts else { return }
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
