import Foundation

/// What kept the workspace from being read or written.
package enum WorkspaceError: Error, Hashable {
    case cannotWrite(path: String, reason: String)
    case cannotRead(path: String, reason: String)
    /// SwiftPM tells packages apart by their folders' names.
    case namedLikeTheLibrary(folder: String)
}

extension WorkspaceError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .cannotWrite(let path, let reason):
            "can't write \(path): \(reason). Make that possible, or choose another folder with "
                + "--workspace DIR."
        case .cannotRead(let path, let reason):
            "can't read \(path): \(reason). If the course is damaged, fetch it again."
        case .namedLikeTheLibrary(let folder):
            "the workspace \(folder) has the same name as the folder of Eventlings itself, and "
                + "Swift's package manager would take one for the other. Choose another name with "
                + "--workspace DIR."
        }
    }
}

/// The operating system's own words, where it has any.
func reason(_ error: any Error) -> String {
    let cause = (error as NSError).userInfo[NSUnderlyingErrorKey] as? any Error ?? error
    if (cause as NSError).domain == NSPOSIXErrorDomain {
        return String(cString: strerror(Int32((cause as NSError).code)))
    }
    return cause.localizedDescription
}
