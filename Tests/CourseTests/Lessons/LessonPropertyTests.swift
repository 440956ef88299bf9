import Foundation
import Testing

@testable import Course

@Suite("Any file, read as a lesson")
struct LessonPropertyTests {
    private static let seeds = 0..<2500

    @Test("is what its parts make, if it keeps the rules")
    func valid() {
        for seed in Self.seeds {
            var generator = LessonGenerator(random: SplitMix64(seed: seed))
            let (text, blocks) = generator.lesson()
            do throws(Findings) {
                let lesson = try LessonText.read(text)
                let kinds = lesson.steps.map { $0.screens.compactMap { $0.live?.name } }
                #expect(kinds == blocks, "seed \(seed)")
                #expect(lines(text).isSuperset(of: lesson.numberedLines), "seed \(seed)")
            } catch {
                Issue.record("seed \(seed): \(error.all.map(\.description))\n\(text)")
            }
        }
    }

    @Test("is a lesson or has findings, when it was one before somebody's cat walked over the keys")
    func almostValid() {
        var accepted = 0
        for seed in Self.seeds {
            var random = SplitMix64(seed: seed)
            var generator = LessonGenerator(random: random)
            var bytes = Array(generator.lesson().text.utf8)
            random = generator.random
            for _ in 0...random.below(3) { mutate(&bytes, &random) }
            if outcome(bytes, seed: seed) { accepted += 1 }
        }
        #expect((100...2400).contains(accepted), "\(accepted) of \(Self.seeds.count)")
    }

    @Test("is a lesson or has findings, when it is made of signs")
    func garbage() {
        let signs = [
            "\n", "\n\n", "```", "```run\n", "```try\n", "```quiz\n", "```predict\n", "\n## ", "# ",
            "> ",
            "- ", "1. ", "  ", "*", "**", "`", "[a](b)", "[", "](", ")", "<", "&amp;", "\\", "|",
            "a",
            "word ", "check: ", "right: a | b", "wrong: ", "ask: lag(a)", "why: w", "number:", "é",
            "\u{301}",
            "---", "~~", "_", "👩‍👧", "://", ".",
        ]
        for seed in Self.seeds {
            var random = SplitMix64(seed: seed)
            let body = random.several(0...60, joinedBy: "") { $0.one(of: signs) }
            let start = random.one(of: [
                LessonText.frontMatter, LessonText.frontMatter, "---\n", "",
            ])
            _ = outcome(Array((start + body).utf8), seed: seed)
        }
    }

    @Test("has findings, when it is binary")
    func binary() {
        for seed in Self.seeds {
            var random = SplitMix64(seed: seed)
            let bytes = (0..<random.below(400)).map { _ in UInt8.random(in: 0...255, using: &random)
            }
            let isLesson = outcome(bytes, seed: seed)
            #expect(!isLesson, "seed \(seed)")
            let behind = Array(LessonText.frontMatter.utf8) + bytes
            _ = outcome(behind, seed: seed)
        }
    }

    @Test(
        "is read in one pass, however long",
        arguments: [
            "*", "**a", "`a", "[", "[a](b", "a\n", "a [b](the-log) *c*\n", "- a\n", "1. a\n",
            "> a\n",
            "```run\n", "```run\ntopics\n```\n", "## a\n", "## a\nb\n\n", "# a\n",
            "```text\n\n```\n",
            "wrong: a | b\n", "```quiz\nQ\nright: a | b\n", "&amp", "_a ", "\n", "    a\n",
        ])
    func long(part: String) {
        let count = 20_000 / part.utf8.count
        let part = String(repeating: part, count: count)
        for text in [part, "## a\n" + part, "## a\n```quiz\n" + part + "\n```"] {
            _ = outcome(Array((LessonText.frontMatter + text).utf8), seed: 0)
        }
        _ = outcome(Array(("---\n" + part + "\n---\n").utf8), seed: 0)
    }

    @Test("has findings, when its front matter nests deeper than any YAML should")
    func deepFrontMatter() {
        for part in ["[", "{a: ", "- ", "? ", "a: &a [*a, "] {
            let text = "---\nid: " + String(repeating: part, count: 100_000) + "\n---\n## a\nb\n"
            let isLesson = outcome(
                Array(text.replacing(" \n", with: "\n").utf8), seed: 0)
            #expect(!isLesson)
        }
    }

    /// Whether it is a lesson; else it must have findings, each in the file.
    private func outcome(_ bytes: [UInt8], seed: Int) -> Bool {
        do throws(Findings) {
            let lesson = try Lesson(bytes, file: LessonText.file)
            #expect(!lesson.steps.isEmpty && lesson.steps.allSatisfy { !$0.screens.isEmpty })
            return true
        } catch {
            let lines = 1...(1 + bytes.count { $0 == UInt8(ascii: "\n") })
            let areRight = error.all.allSatisfy { finding in
                finding.file == LessonText.file.path && !finding.what.isEmpty
                    && finding.line.map(lines.contains) ?? true
            }
            #expect(areRight && !error.all.isEmpty, "seed \(seed): \(error.all)")
            return false
        }
    }

    private func mutate(_ bytes: inout [UInt8], _ random: inout SplitMix64) {
        let place = random.below(bytes.count)
        let end = min(bytes.count, place + 1 + random.below(12))
        switch random.below(6) {
        case 0: bytes.removeSubrange(place..<end)
        case 1: bytes.insert(contentsOf: bytes[place..<end], at: random.below(bytes.count))
        case 2: bytes[place] = UInt8.random(in: 0...255, using: &random)
        case 3: bytes.insert(random.one(of: Array("\n `*[]()|:>-#_<&\\~!.1".utf8)), at: place)
        case 4: bytes.swapAt(place, random.below(bytes.count))
        default: bytes.removeLast(random.below(2) == 0 ? bytes.count - end : 0)
        }
        if bytes.isEmpty { bytes = [0x0A] }
    }

    private func lines(_ text: String) -> Set<Int> {
        Set(1...text.split(separator: "\n", omittingEmptySubsequences: false).count)
    }
}

extension Lesson {
    fileprivate var numberedLines: [Int] {
        steps.map(\.line) + links.map(\.line)
            + steps.flatMap(\.screens).flatMap {
                [$0.prose?.line, $0.live?.line].compactMap(\.self)
            }
    }
}

extension Lesson.LiveBlock {
    fileprivate var name: String {
        switch self {
        case .run: "run"
        case .play: "play"
        case .try: "try"
        case .predict: "predict"
        case .quiz: "quiz"
        case .exercise: "exercise"
        }
    }
}
