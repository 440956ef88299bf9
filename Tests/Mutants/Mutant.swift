/// A solution with one small mistake.
struct Mutant: Hashable {
    enum Kind: String, CaseIterable {
        case deletedCall = "deleted call"
        case swappedCalls = "swapped calls"
        case notAwaited = "not awaited"
        case negatedCondition = "negated condition"
        case oneMore = "offset one more"
        case oneLess = "offset one less"
        case swallowedError = "swallowed error"
    }

    var kind: Kind
    /// The statement that was changed, as it was before.
    var line: String
    /// What stands in its place; nothing if it is gone.
    var replacement: String
    var code: String

    /// Every mutant of a solution, in the order of its lines; each text once.
    static func all(of code: String) -> [Mutant] {
        let source = SourceText(code)
        let mutants =
            ofCalls(source) + ofCallsInBlocks(source) + swaps(source) + ofConditions(source)
            + ofOffsets(source)
        var known: Set<String> = [code]
        return mutants.filter { known.insert($0.code).inserted }
    }

    private static func ofCalls(_ source: SourceText) -> [Mutant] {
        source.statements.filter(\.isCall).flatMap { statement in
            changes(of: statement.text).map { kind, new in
                change(source, statement, kind, to: new)
            }
        }
    }

    /// Of a block that stands on one line: `if isFull { try await commit() }`. They are named by that
    /// line; where it is a call itself, by the inner one.
    private static func ofCallsInBlocks(_ source: SourceText) -> [Mutant] {
        source.lines.indices.flatMap { index in
            let line = source.lines[index]
            return line.matches(of: /\{ (?:[\w, ]+ in )?([^{}]+) \}/).flatMap { block in
                let text = String(block.1)
                guard SourceText.isCall(text) else { return [Mutant]() }
                return changes(of: text).map { kind, new in
                    var changed = line
                    changed.replaceSubrange(block.1.startIndex..<block.1.endIndex, with: new)
                    var mutant = replacing(index, of: source, kind, with: changed)
                    if SourceText.isCall(mutant.line) { mutant.line = text }
                    return mutant
                }
            }
        }
    }

    private static func changes(of call: String) -> [(Kind, String)] {
        let ignored = call.hasPrefix("_ = ") ? "_ = " : ""
        let value = call.dropFirst(ignored.count)
        var changes: [(Kind, String)] = [(.deletedCall, "")]
        if value.prefixMatch(of: #/(?:try\?? )?await /#) != nil {
            changes.append((.notAwaited, "Task { \(call) }"))
        }
        if value.hasPrefix("try ") {
            changes.append((.swallowedError, "\(ignored)try?\(value.dropFirst("try".count))"))
        }
        if let pending = value.wholeMatch(of: /(.*\))\.metadata(?:\.\w+)?/) {
            changes.append((.notAwaited, "_ = \(pending.1)"))
        }
        return changes
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
                replacement: "\(second.text), then \(first.text)",
                code: source.replacing(
                    first.lines.lowerBound..<second.lines.upperBound, with: Array(swapped)))
        }
    }

    /// Those that stand on one line, and of a list each one that binds nothing.
    private static func ofConditions(_ source: SourceText) -> [Mutant] {
        source.lines.indices.flatMap { index in
            let line = source.lines[index]
            let statement = /(.*\b(?:if|guard|while|where) )([^{]+?)( (?:else )?\{.*)/
            guard !line.contains("//"), let match = line.wholeMatch(of: statement) else {
                return [Mutant]()
            }
            let conditions = SourceText.list(String(match.2))
            return conditions.indices.compactMap { position in
                let bound = /(?:let |var |case |true$|#|!Task).*/
                guard conditions[position].wholeMatch(of: bound) == nil else { return nil }
                var changed = conditions
                changed[position] = "!(\(changed[position]))"
                return replacing(
                    index, of: source, .negatedCondition,
                    with: match.1 + changed.joined(separator: ", ") + match.3)
            }
        }
    }

    /// `offset + 1` loses its 1 or gets a second one, and another offset gets one.
    private static func ofOffsets(_ source: SourceText) -> [Mutant] {
        source.lines.indices.flatMap { index in
            let line = source.lines[index]
            guard !SourceText.trimmed(line).hasPrefix("//") else { return [Mutant]() }
            let offset = /([\w.]*\boffset\b)(?![:(])( \+ 1)?/.wordBoundaryKind(.simple)
            return line.matches(of: offset).flatMap { match in
                guard !match.1.hasPrefix("\\.") else { return [Mutant]() }
                let others: [(Kind, String)] =
                    match.2 == nil
                    ? [(.oneMore, "(\(match.1) + 1)")]
                    : [(.oneLess, "\(match.1)"), (.oneMore, "\(match.1) + 2")]
                return others.map { kind, other in
                    var changed = line
                    changed.replaceSubrange(match.range, with: other)
                    return replacing(index, of: source, kind, with: changed)
                }
            }
        }
    }

    private static func replacing(
        _ index: Int, of source: SourceText, _ kind: Kind, with new: String
    ) -> Mutant {
        Mutant(
            kind: kind, line: SourceText.trimmed(source.lines[index]),
            replacement: SourceText.trimmed(new),
            code: source.replacing(index..<(index + 1), with: [new]))
    }

    private static func change(
        _ source: SourceText, _ statement: SourceText.Statement, _ kind: Kind, to new: String
    ) -> Mutant {
        let indentation = String(repeating: " ", count: statement.indentation)
        return Mutant(
            kind: kind, line: statement.text, replacement: new,
            code: source.replacing(statement.lines, with: new.isEmpty ? [] : [indentation + new]))
    }
}
