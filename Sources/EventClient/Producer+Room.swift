import EventBroker
import EventLog
import Synchronization

/// A `send` that waits until the buffer has room for its record.
struct RoomWaiter {
    let number: Int
    let bytes: Int
    /// Told whether there is room.
    let continuation: UnsafeContinuation<Bool, Never>
}

extension Producer {
    /// Waits in line, for at most `maxBlock`. A record that is larger than the whole buffer goes
    /// alone: whether it is too large is for its topic to say.
    func waitForRoom(for bytes: Int) async throws {
        if state.withLock({ hasRoomAtOnce(for: bytes, $0) }) { return }
        let end = connection.now.advanced(byMilliseconds: options.maxBlock.inMilliseconds)
        let number = state.withLock { state in
            state.waitersSeen += 1
            return state.waitersSeen
        }
        let timer = Task { [weak self, connection] in
            await connection.sleep(until: end)
            self?.giveUp(waiter: number)
        }
        defer { timer.cancel() }
        let roomCame = await withUnsafeContinuation { continuation in
            state.withLock {
                $0.waitingForRoom.append(
                    RoomWaiter(number: number, bytes: bytes, continuation: continuation))
            }
            // What was on its way may have arrived meanwhile, and the time may be over.
            makeRoom()
            if connection.now >= end { giveUp(waiter: number) }
        }
        guard roomCame else { throw ProducerError.bufferFull }
    }

    /// Lets those go on, in the order of their coming, for whom there is room now.
    func makeRoom() {
        let fitting = state.withLock { state in
            guard !state.waitingForRoom.isEmpty else { return [RoomWaiter]() }
            var promised = 0
            let fitting = state.waitingForRoom.prefix { waiter in
                guard hasRoom(for: promised + waiter.bytes, state) else { return false }
                promised += waiter.bytes
                return true
            }
            state.waitingForRoom.removeFirst(fitting.count)
            return Array(fitting)
        }
        for waiter in fitting { waiter.continuation.resume(returning: true) }
    }

    private func giveUp(waiter number: Int) {
        let waiter = state.withLock { state in
            let index = state.waitingForRoom.firstIndex { $0.number == number }
            return index.map { state.waitingForRoom.remove(at: $0) }
        }
        waiter?.continuation.resume(returning: false)
    }

    /// Whether there is room, and nobody waits in front.
    func hasRoomAtOnce(for bytes: Int, _ state: borrowing State) -> Bool {
        state.waitingForRoom.isEmpty && hasRoom(for: bytes, state)
    }

    private func hasRoom(for bytes: Int, _ state: borrowing State) -> Bool {
        let used = state.accumulator.bytes
        return used == 0 || used + bytes <= options.bufferMemory
    }
}
