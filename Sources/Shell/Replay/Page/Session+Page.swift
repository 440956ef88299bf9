import Foundation
import Terminal

extension Session {
    /// Writes a page, over another page of ours or where there is nothing; no other file is touched.
    func write(_ page: StoryPage, to file: URL) throws(Complaint) {
        let bytes = Data(page.html.utf8)
        do {
            if isOurs(file) {
                try bytes.write(to: file, options: .atomic)
            } else {
                try bytes.write(to: file, options: .withoutOverwriting)
            }
        } catch CocoaError.fileWriteFileExists {
            throw Complaint(
                "\(shown(file)) is there already, and is no page of a story; nothing was written. "
                    + "Name another file, or move that one away.")
        } catch {
            throw unwritable(file)
        }
        output.write("The story is in \(shown(file)); open it in a browser.")
    }

    private func isOurs(_ file: URL) -> Bool {
        let beginning = Data(StoryPage.beginning.utf8)
        guard let handle = try? FileHandle(forReadingFrom: file) else { return false }
        return (try? handle.read(upToCount: beginning.count)) == beginning
    }
}
