import CEditLine
import Glibc

/// libedit's handle: the one place with unsafe code.
///
/// It is sound because the handle, its history and the prompt's bytes are freed in `deinit` only,
/// nobody else ever sees them, and libedit calls back only inside `el_gets`, on the thread and
/// during the call that has a reference to this object.
final class EditLine {
    enum Input: Hashable {
        case line(String)
        case end
        /// With the C library's error number.
        case failure(Int32)
    }

    private let handle: OpaquePointer
    private let history: OpaquePointer
    private var promptBytes: UnsafeMutablePointer<CChar>
    /// What stood on the line when the last read was interrupted.
    private var unfinished = (before: "", after: "")
    /// How wide the window was when the last read began.
    private var paintedColumns: Int?
    private let complete: (String) -> Completion
    private let list: ([String]) -> [String]

    init(
        program: String, historySize: Int, complete: @escaping (String) -> Completion,
        list: @escaping ([String]) -> [String]
    ) throws(LineEditorError) {
        let terminal = getenv("TERM").map { String(cString: $0) } ?? ""
        guard let handle = editline_init(program) else { throw .cannotStart(terminal: terminal) }
        guard let history = history_init(), let prompt = strdup("") else {
            el_end(handle)
            throw .cannotStart(terminal: terminal)
        }
        self.handle = handle
        self.history = history
        promptBytes = prompt
        self.complete = complete
        self.list = list
        configure(historySize: historySize)
    }

    deinit {
        el_end(handle)
        history_end(history)
        free(promptBytes)
    }

    /// Escape sequences stand between two `\u{1}`.
    var prompt = "" {
        didSet {
            guard let bytes = strdup(prompt) else { return }
            free(promptBytes)
            promptBytes = bytes
        }
    }

    func read() -> Input {
        var count: Int32 = 0
        paintedColumns = Capabilities.columns()
        errno = 0
        guard let bytes = el_gets(handle, &count) else {
            return count < 0 ? .failure(errno) : .end
        }
        let line = String(cString: bytes)
        return .line(line.last?.isNewline == true ? String(line.dropLast()) : line)
    }

    func remember(_ line: String) {
        var event = HistEvent()
        editline_history_enter(history, &event, line)
    }

    /// Forgets what is being typed. In a window of so many columns it stays to be seen, whole; nil
    /// where the cursor can't be moved.
    func startOver(columns: Int?, leavingSearch: Bool) {
        if let columns, !leavingSearch {
            let (before, after) = typed
            let here = (visiblePrompt + before).end(inColumns: columns)
            let end = (visiblePrompt + before + after).end(inColumns: columns)
            print(
                "\r" + moving(end.row - here.row, "B") + moving(end.column, "C"), terminator: "")
        }
        endLine("^C")
        el_reset(handle)
    }

    /// Lets the next read go on with what is being typed. A window of another width has let it flow
    /// anew, and libedit no longer knows where it stands: it is wiped, to be painted again; nil as
    /// above.
    func goOn(columns: Int?, leavingSearch: Bool) {
        let (before, after) = typed
        // What is searched for stands behind the line, on a line of its own.
        unfinished = (before, String(after.prefix { $0 != "\n" }))
        el_push(handle, Self.restoringKeys)
        guard let columns else { return endLine() }
        let here = (visiblePrompt + before).end(inColumns: columns)
        // Behind a row that is full only now the cursor is in its last column. Who leaves a search
        // stands a row below the cursor.
        let isFull = here.column == 0 && after.isEmpty && columns != paintedColumns
        let above = here.row + (leavingSearch ? 1 : isFull ? -1 : 0)
        print("\r" + moving(above, "A") + "\u{1B}[J", terminator: "")
        editline_flush()
    }

    private func moving(_ count: Int, _ direction: String) -> String {
        count > 0 ? "\u{1B}[\(count)\(direction)" : ""
    }

    private var visiblePrompt: String { prompt.replacing(/\u{1}[^\u{1}]*\u{1}/, with: "") }

    /// What is on the line, before the cursor and behind it.
    private var typed: (before: String, after: String) {
        guard let line = el_line(handle)?.pointee else { return ("", "") }
        return (Self.text(line.buffer, line.cursor), Self.text(line.cursor, line.lastchar))
    }

    private static func text(
        _ start: UnsafePointer<CChar>, _ end: UnsafePointer<CChar>
    ) -> String {
        String(decoding: UnsafeRawBufferPointer(start: start, count: end - start), as: UTF8.self)
    }

    private func restore() -> Int32 {
        guard el_insertstr(handle, unfinished.before + unfinished.after) == 0 else {
            return CC_ERROR
        }
        el_cursor(handle, -Int32(unfinished.after.unicodeScalars.count))
        return CC_REFRESH
    }

    /// What is printed next begins a line.
    func endLine(_ text: String = "") {
        print(text)
        editline_flush()
    }

    private func configure(historySize: Int) {
        var event = HistEvent()
        editline_history_size(history, &event, Int32(historySize))
        editline_set_history(handle, history)
        editline_set_client_data(handle, Unmanaged.passUnretained(self).toOpaque())
        editline_set_prompt(handle) { handle in EditLine.owner(of: handle)?.promptBytes }
        editline_set_editor(handle, "emacs")
        // Where a line fills several rows, libedit sometimes clears the row below the one that it
        // lets a character into, or takes one out of. So it writes the rest of the row instead.
        for name in ["ic", "IC", "im", "dc", "DC", "dm"] {
            editline_set_capability(handle, name, "")
        }
        // Without it a first Ctrl-C is swallowed, and a resized window is not noticed.
        editline_set_signal(handle, 1)
        editline_add_function(handle, "complete", "complete a word") { handle, _ in
            UInt8(EditLine.owner(of: handle)?.completeWord() ?? CC_ERROR)
        }
        editline_bind(handle, "^I", "complete")
        editline_add_function(handle, "restore", "restore the line") { handle, _ in
            UInt8(EditLine.owner(of: handle)?.restore() ?? CC_ERROR)
        }
        editline_bind(handle, Self.restoringKeys, "restore")
        for (sequence, function) in ModifiedKeys.functions {
            editline_bind(handle, sequence, function)
        }
        // Last, so that a person's own keys win.
        el_source(handle, nil)
    }

    /// No terminal sends them.
    private static let restoringKeys = "\u{1B}[9999~"

    private static func owner(of handle: OpaquePointer?) -> EditLine? {
        editline_client_data(handle).map {
            Unmanaged<EditLine>.fromOpaque($0).takeUnretainedValue()
        }
    }

    private func completeWord() -> Int32 {
        if hasMoreInput, let text = LineBegun(typed.before).pastedTab { return insert(text) }
        switch complete(typed.before) {
        case .nothing: return CC_REFRESH_BEEP
        case .insertion(let text): return insert(text)
        case .choice(let words):
            endLine("\n" + list(words).joined(separator: "\n"))
            return CC_REDISPLAY
        }
    }

    private func insert(_ text: String) -> Int32 {
        el_insertstr(handle, text) == 0 ? CC_REFRESH : CC_ERROR
    }

    /// Whether more is there already, as of a paste. libedit takes one byte at a time.
    private var hasMoreInput: Bool {
        var polled = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
        return poll(&polled, 1, 0) == 1
    }
}
