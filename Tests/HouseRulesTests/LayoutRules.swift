import Testing

@Suite("House rules: what stands where, and how long it is")
struct LayoutRules {
    @Test("The top level holds the package, its four folders, a README, and dotfiles")
    func topLevel() throws {
        let visible = try Repository.topLevel().filter { !$0.hasPrefix(".") }
        #expect(
            visible == ["Exercises", "Lessons", "Package.swift", "README.md", "Sources", "Tests"])
    }

    @Test("No Swift file has more than 400 lines")
    func fileLength() throws {
        let long = try swiftTexts().filter { $0.lines.count - 1 > 400 }
        #expect(long.map(\.path) == [])
    }

    @Test("No function has more than 70 lines")
    func functionLength() throws {
        let long = try swiftTexts().map(SwiftFile.init).flatMap { file in
            file.functions.filter { $0.lineCount > 70 }.map {
                "\(file.path):\($0.line) \($0.name) has \($0.lineCount) lines"
            }
        }
        #expect(long == [])
    }

    @Test("No file, folder or type is named as a drawer for anything")
    func drawers() throws {
        let texts = try swiftTexts()
        let paths = texts.flatMap { text in
            text.path.split(separator: "/").map { (String($0), text.path) }
        }
        let types = texts.map(SwiftFile.init).flatMap { file in
            file.types.map { ($0.name, "\(file.path):\($0.line)") }
        }
        let drawers = (paths + types).filter { isDrawer($0.0) }.map { "\($0.0) in \($0.1)" }
        #expect(drawers == [])
    }

    @Test(
        "A drawer is known by any word of its name",
        arguments: [
            ("Utils", true), ("StringUtils.swift", true), ("HelperTests.swift", true),
            ("SessionManager", true), ("Common", true), ("Misc.swift", true),
            ("Commons", false), ("ManagedBuffer", false), ("Miscarriage", false),
            ("EventLog.swift", false),
        ])
    func drawerNames(name: String, isOne: Bool) {
        #expect(isDrawer(name) == isOne)
    }

    private func isDrawer(_ name: String) -> Bool {
        name.matches(of: /[A-Z][a-z0-9]*/).contains { word in
            word.output.contains(/^(Util|Utilitie|Utility|Helper|Manager|Common|Misc)s?$/)
                && word.output != "Commons"
        }
    }

    private func swiftTexts() throws -> [SourceText] {
        try Repository.files(
            under: "Sources", "Tests", "Exercises", "Lessons", ending: ".swift")
            + [SourceText(path: "Package.swift")]
    }
}
