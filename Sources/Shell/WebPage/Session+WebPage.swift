import Foundation
import Terminal

extension Session {
    /// Writes a page, over another one of its command or where there is nothing; no other file is
    /// touched.
    ///
    /// - Parameter content: What it holds, at the beginning of a sentence: "The story".
    func write(_ page: WebPage, with content: String, to file: URL) throws(Complaint) {
        let bytes = Data(page.html.utf8)
        do {
            if isOurs(file, page.beginning) {
                try bytes.write(to: file, options: .atomic)
            } else {
                try bytes.write(to: file, options: .withoutOverwriting)
            }
        } catch CocoaError.fileWriteFileExists {
            throw Complaint(
                "\(shown(file)) is there already, and is no page that `\(page.command)` has made; "
                    + "nothing was written. Name another file, or move that one away.")
        } catch {
            throw unwritable(file)
        }
        output.write("\(content) is in \(shown(file)); open it in a browser.")
    }

    private func isOurs(_ file: URL, _ beginning: String) -> Bool {
        let beginning = Data(beginning.utf8)
        guard let handle = try? FileHandle(forReadingFrom: file) else { return false }
        return (try? handle.read(upToCount: beginning.count)) == beginning
    }
}
