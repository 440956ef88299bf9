package import EventBroker
package import Eventlings

/// A call, and what its process took for its own when it began it.
package struct BegunCall: Hashable, Sendable {
    package let request: ServiceRequest
    /// "labels-1"
    package let process: String
    /// Counted over the whole run.
    package let incarnation: Int
    package let owned: Set<TopicPartition>
}

extension World {
    func ownershipChanges(
        of incarnation: Int, from old: [TopicPartition], to new: [TopicPartition]
    ) {
        guard setup.surroundings.notesOwnership else { return }
        incarnations[incarnation].owned.subtract(old)
        incarnations[incarnation].owned.formUnion(new)
    }

    func noteBegun(_ request: History.Request, by incarnation: Int) {
        guard case .service(let request) = request, request.hasEffect else { return }
        begun.append(
            BegunCall(
                request: request, process: instances[incarnations[incarnation].instance].name,
                incarnation: incarnation, owned: incarnations[incarnation].owned))
        checkSafety()
    }
}
