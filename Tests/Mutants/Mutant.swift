/// A solution with one small mistake.
struct Mutant: Hashable {
    enum Kind: String, CaseIterable {
        case deletedCall = "deleted call"
        case swappedCalls = "swapped calls"
        case notAwaited = "not awaited"
        case negatedCondition = "negated condition"
        case offByOne = "off by one"
        case swallowedError = "swallowed error"
    }

    var kind: Kind
    /// Of the statement that was changed, as it was before.
    var line: String
    var code: String

    /// Every mutant of a solution, in the order of its lines; each text once.
    static func all(of code: String) -> [Mutant] {
        let source = SourceText(code)
        let mutants = ofCalls(source) + swaps(source) + ofConditions(source) + ofOffsets(source)
        var known: Set<String> = [code]
        return mutants.filter { known.insert($0.code).inserted }
    }

    private static func ofCalls(_ source: SourceText) -> [Mutant] {
        source.statements.filter(\.isCall).flatMap { statement in
            var mutants = [change(source, statement, .deletedCall, to: nil)]
            if statement.text.hasPrefix("try await ") || statement.text.hasPrefix("await ") {
                mutants.append(
                    change(source, statement, .notAwaited, to: "Task { \(statement.text) }"))
            }
            if statement.text.hasPrefix("try ") {
                let swallowed = "try?" + statement.text.dropFirst("try".count)
                mutants.append(change(source, statement, .swallowedError, to: swallowed))
            }
            return mutants
        }
    }

    private static func swaps(_ source: SourceText) -> [Mutant] {
        let statements = source.statements
        return zip(statements, statements.dropFirst()).compactMap { first, second in
            guard first.isCall, second.isCall, first.indentation == second.indentation,
                first.lines.upperBound == second.lines.lowerBound
            else { return nil }
            let swapped = source.lines[second.lines] + source.lines[first.lines]
            return Mutant(
                kind: .swappedCalls, line: first.text,
                code: source.replacing(
                    first.lines.lowerBound..<second.lines.upperBound, with: Array(swapped)))
        }
    }

    /// Those that stand on one line, and bind nothing.
    private static func ofConditions(_ source: SourceText) -> [Mutant] {
        source.lines.indices.compactMap { index in
            let line = source.lines[index]
            guard
                let match = line.wholeMatch(
                    of:
                        /(.*\b(?:if|guard|while) )((?!let |var |case |true |#|!Task)[^{,]+?)( (?:else )?\{.*)/
                ), !line.contains("//")
            else { return nil }
            return Mutant(
                kind: .negatedCondition, line: SourceText.trimmed(line),
                code: source.replacing(
                    index..<(index + 1), with: ["\(match.1)!(\(match.2))\(match.3)"]))
        }
    }

    /// `offset + 1` loses its 1, and another offset gets one.
    private static func ofOffsets(_ source: SourceText) -> [Mutant] {
        source.lines.indices.flatMap { index in
            let line = source.lines[index]
            guard !SourceText.trimmed(line).hasPrefix("//") else { return [Mutant]() }
            let offset = /([\w.]*\boffset\b)(?![:(])( \+ 1)?/.wordBoundaryKind(.simple)
            return line.matches(of: offset).compactMap { match in
                guard !match.1.hasPrefix("\\.") else { return nil }
                let new = match.2 == nil ? "(\(match.1) + 1)" : "\(match.1)"
                return Mutant(
                    kind: .offByOne, line: SourceText.trimmed(line),
                    code: source.replacing(
                        index..<(index + 1),
                        with: [line.replacingCharacters(in: match.range, with: new)]))
            }
        }
    }

    private static func change(
        _ source: SourceText, _ statement: SourceText.Statement, _ kind: Kind, to new: String?
    ) -> Mutant {
        let indentation = String(repeating: " ", count: statement.indentation)
        return Mutant(
            kind: kind, line: statement.text,
            code: source.replacing(
                statement.lines, with: new.map { [indentation + $0] } ?? []))
    }
}

extension String {
    fileprivate func replacingCharacters(in range: Range<Index>, with new: String) -> String {
        self[..<range.lowerBound] + new + self[range.upperBound...]
    }
}
