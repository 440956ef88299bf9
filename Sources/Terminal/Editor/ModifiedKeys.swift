/// What xterm and its many relatives send for keys that libedit has no names for. Unbound, the tail of
/// such a sequence would stand in the line: "5D" after Ctrl-Left.
enum ModifiedKeys {
    /// libedit's name for what each sequence does, as in `.editrc`.
    static let functions: [(sequence: String, function: String)] =
        modifiers.flatMap { modifier in
            [
                ("\\e[1;\(modifier)D", "ed-prev-word"), ("\\e[1;\(modifier)C", "em-next-word"),
                ("\\e[1;\(modifier)A", "ed-prev-history"),
                ("\\e[1;\(modifier)B", "ed-next-history"),
                ("\\e[1;\(modifier)H", "ed-move-to-beg"),
                ("\\e[1;\(modifier)F", "ed-move-to-end"),
                ("\\e[3;\(modifier)~", "em-delete-next-word"),
            ]
        } + idle.map { ("\\e[\($0)~", "ed-ignore") }

    /// Shift, Alt, both, Ctrl, and Ctrl with the others.
    private static let modifiers = 2...8
    /// Insert, PageUp, PageDown, and F5 to F12.
    private static let idle = [2, 5, 6, 15, 17, 18, 19, 20, 21, 23, 24]
}
