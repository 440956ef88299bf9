package import Foundation

extension Lesson {
    /// Reads a lesson from the bytes of its file, whose path gives the numbers and the id.
    ///
    /// It takes time in proportion to the bytes, whatever they are. Nothing is read from disk.
    package init(_ bytes: [UInt8], file: URL) throws(Findings) {
        let source: (place: LessonPlace, frontMatter: FrontMatter, body: ArraySlice<SourceLine>)
        do throws(Finding) {
            let place = try LessonPlace(file)
            var lines = try SourceLine.lines(of: bytes, file: file.path)[...]
            let frontMatter = try FrontMatter.take(from: &lines, id: place.id, file: file.path)
            source = (place, frontMatter, lines)
        } catch {
            throw Findings(all: [error])
        }
        var reader = LessonReader(body: source.body, file: file.path)
        reader.read()
        guard reader.notes.findings.isEmpty else {
            throw Findings(all: reader.notes.findings.sorted { $0.line ?? 0 < $1.line ?? 0 })
        }
        self.init(
            file: file, module: source.place.module, number: source.place.number,
            id: source.frontMatter.id, title: source.frontMatter.title,
            minutes: source.frontMatter.minutes, objectives: source.frontMatter.objectives,
            prerequisites: source.frontMatter.prerequisites, steps: reader.steps,
            links: reader.notes.links)
    }
}

/// What the path of a lesson's file says: `02-consumers-and-keys/03-choosing-a-key.md`.
struct LessonPlace {
    let module: Int
    let number: Int
    let id: String

    init(_ file: URL) throws(Finding) {
        guard let folder = NumberedName(file.deletingLastPathComponent().lastPathComponent) else {
            throw Finding(
                file: file.deletingLastPathComponent().path,
                what: "name the folder like `02-consumers-and-keys`: two digits and a lower-case "
                    + "name")
        }
        guard file.pathExtension == "md",
            let name = NumberedName(file.deletingPathExtension().lastPathComponent)
        else {
            throw Finding(
                file: file.path,
                what: "name the file like `03-choosing-a-key.md`: two digits and a lower-case id")
        }
        module = folder.number
        number = name.number
        id = name.id
    }
}
