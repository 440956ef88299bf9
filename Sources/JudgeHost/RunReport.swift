import Simulation

/// A run as a worker tells it to the host, in bytes.
enum RunReport {
    case failed
    case held(HeldRun)

    init(_ run: Run) {
        self = run.finding == nil ? .held(run.held) : .failed
    }

    /// Nil if it failed.
    var held: HeldRun? {
        if case .held(let run) = self { run } else { nil }
    }

    var bytes: [UInt8] {
        guard case .held(let run) = self else { return [Self.failure] }
        var bytes = [Self.success, run.hasReadWallTime ? 1 : 0]
        Self.append(UInt16(run.openPoints.count), to: &bytes)
        for point in run.openPoints { bytes += [point.kind.code, point.options] }
        Self.append(run.restsAt ?? -1, to: &bytes)
        Self.append(UInt16(run.standstills.count), to: &bytes)
        for standstill in run.standstills {
            Self.append(standstill.state.high, to: &bytes)
            Self.append(standstill.state.low, to: &bytes)
            Self.append(standstill.at, to: &bytes)
            Self.append(standstill.calm, to: &bytes)
            Self.append(UInt16(standstill.openPoints), to: &bytes)
        }
        return bytes
    }

    /// What a dying worker has not written whole is left out.
    static func all(in bytes: [UInt8]) -> [RunReport] {
        var reports: [RunReport] = []
        var rest = bytes[...]
        while let report = next(in: &rest) { reports.append(report) }
        return reports
    }

    private static let success: UInt8 = 0
    private static let failure: UInt8 = 1

    private static func next(in bytes: inout ArraySlice<UInt8>) -> RunReport? {
        guard let outcome = bytes.popFirst() else { return nil }
        if outcome == failure { return .failed }
        guard let wallTime = bytes.popFirst(), let points = number(UInt16.self, in: &bytes) else {
            return nil
        }
        var run = HeldRun(openPoints: [], hasReadWallTime: wallTime == 1)
        for _ in 0..<points {
            guard let kind = bytes.popFirst(), let options = bytes.popFirst() else { return nil }
            run.openPoints.append(OpenPoint(kind: ChoiceKind(code: kind), options: options))
        }
        guard let rest = number(Int64.self, in: &bytes), let count = number(UInt16.self, in: &bytes)
        else { return nil }
        run.restsAt = rest < 0 ? nil : rest
        for _ in 0..<count {
            guard let standstill = standstill(in: &bytes) else { return nil }
            run.standstills.append(standstill)
        }
        return .held(run)
    }

    private static func standstill(in bytes: inout ArraySlice<UInt8>) -> Standstill? {
        guard let high = number(UInt64.self, in: &bytes), let low = number(UInt64.self, in: &bytes),
            let at = number(Int64.self, in: &bytes), let calm = number(Int64.self, in: &bytes),
            let points = number(UInt16.self, in: &bytes)
        else { return nil }
        return Standstill(
            state: StateDigest(high: high, low: low), at: at, calm: calm, openPoints: Int(points))
    }

    private static func append(_ number: some FixedWidthInteger, to bytes: inout [UInt8]) {
        withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
    }

    private static func number<Number: FixedWidthInteger>(
        _: Number.Type, in bytes: inout ArraySlice<UInt8>
    ) -> Number? {
        let size = MemoryLayout<Number>.size
        guard bytes.count >= size else { return nil }
        defer { bytes.removeFirst(size) }
        return bytes.prefix(size).reversed().reduce(0) { $0 << 8 | Number(truncatingIfNeeded: $1) }
    }
}
