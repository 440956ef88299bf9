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

    /// Forgets what is being typed.
    func startOver() {
        endLine("^C")
        el_reset(handle)
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
        // Without it a first Ctrl-C is swallowed, and a resized window is not noticed.
        editline_set_signal(handle, 1)
        editline_add_function(handle, "complete", "complete a word") { handle, _ in
            UInt8(EditLine.owner(of: handle)?.completeWord() ?? CC_ERROR)
        }
        editline_bind(handle, "^I", "complete")
        for (sequence, function) in ModifiedKeys.functions {
            editline_bind(handle, sequence, function)
        }
        // Last, so that a person's own keys win.
        el_source(handle, nil)
    }

    private static func owner(of handle: OpaquePointer?) -> EditLine? {
        editline_client_data(handle).map {
            Unmanaged<EditLine>.fromOpaque($0).takeUnretainedValue()
        }
    }

    private func completeWord() -> Int32 {
        guard let line = el_line(handle)?.pointee else { return CC_ERROR }
        let typed = UnsafeRawBufferPointer(
            start: line.buffer, count: line.cursor - line.buffer)
        switch complete(String(decoding: typed, as: UTF8.self)) {
        case .nothing: return CC_REFRESH_BEEP
        case .insertion(let text): return el_insertstr(handle, text) == 0 ? CC_REFRESH : CC_ERROR
        case .choice(let words):
            endLine("\n" + list(words).joined(separator: "\n"))
            return CC_REDISPLAY
        }
    }
}
