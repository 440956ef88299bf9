import CVirtualClock
package import Simulation

/// This process as the machine of a simulation: its clock, randomness and output are interposed.
package final class HostMachine: Machine {
    private let globals: GlobalVariables
    package let pristineGlobals: GlobalsImage

    package init(globals: GlobalVariables) {
        self.globals = globals
        pristineGlobals = globals.save()
    }

    /// From here on the process has a virtual clock, and the simulation's executor.
    package static func start() {
        installSimulationExecutor()
        virtual_machine_start()
    }

    package var now: Int64 {
        get { virtual_clock_now() }
        set { virtual_clock_set(newValue) }
    }

    package var wallClockOffset: Int64 {
        get { virtual_clock_wall_offset() }
        set { virtual_clock_set_wall_offset(newValue) }
    }

    package var randomState: UInt64 {
        get { virtual_random_state() }
        set { virtual_random_set_state(newValue) }
    }

    package var processID: Int32 = 0 {
        didSet { virtual_machine_set_process_id(processID) }
    }

    package var hasToldWallTime: Bool { virtual_clock_told_wall_time() }
    package func forgetReadings() { virtual_clock_forget_readings() }

    package func beginStep() { virtual_clock_begin_step() }

    package func takeOutput() -> String? {
        let count = virtual_output_pending()
        guard count > 0 else { return nil }
        let bytes = UnsafeRawBufferPointer(start: virtual_output_bytes(), count: count)
        let text = String(decoding: bytes, as: UTF8.self)
        virtual_output_clear()
        return text
    }

    package func saveGlobals() -> GlobalsImage { globals.save() }
    package func restoreGlobals(_ image: GlobalsImage) { globals.restore(image) }
}
