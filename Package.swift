// swift-tools-version: 6.2
import PackageDescription

#if !os(Linux)
    #error("Eventlings builds on Linux only: its simulator replaces libc's clock. Use a container.")
#endif

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

/// The learner's library finds the classes it links against in the running executable.
let exportSymbols: [LinkerSetting] = [.unsafeFlags(["-Xlinker", "--export-dynamic"])]

/// One thread runs a world, and debug builds check that no two accesses to it overlap. In release
/// the checks would take an eighth of a grading's time.
let uncheckedExclusivity = SwiftSetting.unsafeFlags(
    ["-enforce-exclusivity=unchecked"], .when(configuration: .release))

/// Debug builds grade too: in the tests, and for who runs the debug product. What every schedule goes
/// through is optimised in them as well, else a grading would take ten times as long.
let optimised = SwiftSetting.unsafeFlags(["-O"], .when(configuration: .debug))

func module(
    _ name: String, _ dependencies: [Target.Dependency] = [], _ extra: [SwiftSetting] = []
) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: settings + extra)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .testTarget(name: name, dependencies: dependencies, swiftSettings: settings)
}

let package = Package(
    name: "eventlings",
    products: [
        .library(name: "Eventlings", targets: ["Eventlings"]),
        .executable(name: "eventlings", targets: ["EventlingsCLI"]),
    ],
    dependencies: [
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
        .package(url: "https://github.com/apple/swift-collections", exact: "1.6.0"),
    ],
    targets: [
        .target(
            name: "CCRC32C", cSettings: [.unsafeFlags(["-O2"], .when(configuration: .debug))]),
        module("EventLog", ["CCRC32C"], [optimised, .enableExperimentalFeature("Extern")]),
        module("EventBroker", ["EventLog"], [optimised]),
        module("EventClient", ["EventBroker", "EventLog"], [optimised]),
        module("Eventlings", ["EventClient", "EventBroker", "EventLog"], [optimised]),
        .target(
            name: "Simulation",
            dependencies: [
                "Eventlings", "EventClient", "EventBroker", "EventLog",
                .product(name: "HeapModule", package: "swift-collections"),
            ],
            swiftSettings: settings + [uncheckedExclusivity, optimised]),
        module(
            "HiddenSuites", ["Simulation", "Eventlings", "EventClient", "EventBroker", "EventLog"]),
        module("Sandbox", ["Eventlings", "EventClient", "EventBroker", "EventLog"]),
        .target(name: "CContainment"),
        module("Judge", ["CContainment"]),
        .target(name: "CVirtualClock"),
        module(
            "JudgeHost",
            [
                "HiddenSuites", "Simulation", "Judge", "Eventlings", "EventBroker", "EventLog",
                "CVirtualClock", "CContainment",
            ]),
        module("Course", ["EventLog", .product(name: "Yams", package: "Yams")]),
        .systemLibrary(
            name: "CEditLine", pkgConfig: "libedit", providers: [.apt(["libedit-dev"])]),
        module("Terminal", ["CEditLine"]),
        module(
            "Shell",
            [
                "Course", "Judge", "Sandbox", "Terminal", "Eventlings", "EventClient",
                "EventBroker", "EventLog",
            ]),
        .executableTarget(
            name: "EventlingsCLI", dependencies: ["Shell", "Judge", "JudgeHost"],
            swiftSettings: settings, linkerSettings: exportSymbols),
        .executableTarget(
            name: "benchmarks",
            dependencies: ["Judge", "Course", "EventClient", "EventBroker", "EventLog"],
            path: "Sources/Benchmarks", swiftSettings: settings),

        .target(
            name: "OutsideThePool", path: "Tests/OutsideThePool", swiftSettings: settings),
        .executableTarget(
            name: "SimulatorHost",
            dependencies: [
                "JudgeHost", "HiddenSuites", "Simulation", "Judge", "Eventlings", "EventClient",
                "EventBroker", "EventLog",
            ],
            path: "Tests/SimulatorHost", swiftSettings: settings, linkerSettings: exportSymbols),

        .executableTarget(
            name: "LogWriter", dependencies: ["EventLog"], path: "Tests/LogWriter",
            swiftSettings: settings),
        .executableTarget(
            name: "BrokerWriter", dependencies: ["EventClient", "EventBroker", "EventLog"],
            path: "Tests/BrokerWriter", swiftSettings: settings),

        .executableTarget(
            name: "Mutants", dependencies: ["Judge"], path: "Tests/Mutants",
            exclude: ["survivors.txt"], swiftSettings: settings),

        tests("EventLogTests", ["EventLog", "OutsideThePool"]),
        tests("EventBrokerTests", ["EventBroker", "EventLog", "OutsideThePool"]),
        tests("EventClientTests", ["EventClient", "EventBroker", "EventLog"]),
        tests("EventlingsTests", ["Eventlings", "EventClient"]),
        tests("SandboxTests", ["Sandbox", "Eventlings", "EventClient", "EventBroker", "EventLog"]),
        tests("JudgeTests", ["Judge"]),
        tests("CourseTests", ["Course", "HiddenSuites", "Simulation"]),
        tests("TerminalTests", ["Terminal"]),
        tests("ShellTests", ["Shell"]),
        tests(
            "SimulationTests",
            ["Judge", "Simulation", "Eventlings", "EventBroker", "EventClient", "OutsideThePool"]),
        tests("GradingTests", ["Judge", "OutsideThePool"]),
        tests("MutantsTests", ["Mutants"]),
        tests("HouseRulesTests", []),
    ],
    swiftLanguageModes: [.v6]
)

// The sanitizers look at the broker, its clients and its log: `.ci/run` builds no more for them.
if Context.environment["EVENTLINGS_PART"] == "broker" {
    let part: Set = [
        "CCRC32C", "EventLog", "EventBroker", "EventClient", "OutsideThePool", "LogWriter",
        "BrokerWriter", "EventLogTests", "EventBrokerTests", "EventClientTests",
    ]
    package.targets.removeAll { !part.contains($0.name) }
    package.products = []
}
