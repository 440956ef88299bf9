/// What every exercise's contract asks for: each process starts with a fresh value.
public protocol ExerciseSolution {
    init()
}

/// The door by which the grader makes values of the learner's type.
///
/// A learner never writes it: the grader compiles one line beside the learner's file.
public final class SolutionEntry {
    package let make: () -> any ExerciseSolution

    init(_ make: @escaping () -> any ExerciseSolution) {
        self.make = make
    }

    /// An owning pointer, for a C function to return.
    public static func retained<Solution: ExerciseSolution>(
        _ type: Solution.Type
    ) -> UnsafeMutableRawPointer {
        Unmanaged.passRetained(SolutionEntry { type.init() }).toOpaque()
    }
}
