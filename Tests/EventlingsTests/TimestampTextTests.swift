import Eventlings
import Testing

@Suite("ISO 8601 times")
struct TimestampTextTests {
    private static let day: Int64 = 86_400_000

    @Test(
        "Known moments",
        arguments: [
            (0, "1970-01-01T00:00:00.000Z"), (-1, "1969-12-31T23:59:59.999Z"),
            (951_782_400_000, "2000-02-29T00:00:00.000Z"),
            (1_767_225_600_000, "2026-01-01T00:00:00.000Z"),
            (-2_208_988_800_000, "1900-01-01T00:00:00.000Z"),
            (253_402_300_799_999, "9999-12-31T23:59:59.999Z"),
        ])
    func known(milliseconds: Int64, text: String) {
        #expect(Timestamp(milliseconds: milliseconds).iso8601 == text)
        #expect(Timestamp(iso8601: text)?.milliseconds == milliseconds)
    }

    @Test("The edges of every month from year 0 to 9999 agree with a calendar counted by hand")
    func everyMonth() {
        var today = -719_528 * Self.day
        for year in 0...9_999 {
            for (month, length) in zip(1..., Self.monthLengths(year)) {
                let last = today + Int64(length - 1) * Self.day
                for (moment, date) in [(today, 1), (last, length)] {
                    let text = Self.date(year, month, date) + "T00:00:00.000Z"
                    #expect(Timestamp(milliseconds: moment).iso8601 == text)
                    #expect(Timestamp(iso8601: text)?.milliseconds == moment)
                }
                let after = Self.date(year, month, length + 1) + "T00:00:00Z"
                #expect(Timestamp(iso8601: after) == nil)
                today = last + Self.day
            }
        }
    }

    @Test("Any millisecond of the years 0 to 9999 is read back as itself")
    func roundTrip() {
        let first = -719_528 * Self.day
        let last: Int64 = 253_402_300_799_999
        for milliseconds in stride(from: first, through: last, by: 15_724_527_803) {
            let moment = Timestamp(milliseconds: milliseconds)
            #expect(Timestamp(iso8601: moment.iso8601) == moment)
        }
    }

    @Test(
        "A fraction may be absent or long: whole milliseconds are kept",
        arguments: [("", 0), (".5", 500), (".05", 50), (".123", 123), (".123999999", 123)])
    func fractions(fraction: String, milliseconds: Int64) {
        #expect(Timestamp(iso8601: "1970-01-01T00:00:00\(fraction)Z")?.milliseconds == milliseconds)
        let before = Timestamp(iso8601: "1969-12-31T23:59:59\(fraction)Z")
        #expect(before?.milliseconds == -1_000 + milliseconds)
    }

    @Test(
        "Texts that are no UTC time are refused",
        arguments: [
            "", "Z", "2026-01-01", "2026-01-01T00:00:00", "2026-01-01T00:00:00+00:00",
            "2026-01-01 00:00:00Z", "2026-01-01t00:00:00z", "2026-1-1T00:00:00.000Z",
            "2026-00-01T00:00:00Z", "2026-13-01T00:00:00Z", "2026-01-00T00:00:00Z",
            "2026-01-32T00:00:00Z", "2026-02-29T00:00:00Z", "2026-04-31T00:00:00Z",
            "1900-02-29T00:00:00Z", "2026-01-01T24:00:00Z", "2026-01-01T00:60:00Z",
            "2026-01-01T00:00:60Z", "2026-01-01T00:00:00.Z", "2026-01-01T00:00:00.1a3Z",
            "2026-01-01T00:00:00,123Z", "-026-01-01T00:00:00Z", "+02026-01-01T00:00:00Z",
            "2026-01-01T00:00:00ZZ", "٢٠٢٦-01-01T00:00:00Z", " 2026-01-01T00:00:00Z",
        ])
    func refused(text: String) {
        #expect(Timestamp(iso8601: text) == nil)
    }

    @Test("A moment beyond four digits of year has a sign, and is not read back")
    func distantYears() {
        let far = Timestamp(milliseconds: 253_402_300_800_000).iso8601
        #expect(far == "+10000-01-01T00:00:00.000Z")
        #expect(Timestamp(iso8601: far) == nil)
        #expect(
            Timestamp(milliseconds: -719_528 * Self.day - 1).iso8601 == "-0001-12-31T23:59:59.999Z")
        #expect(Timestamp(milliseconds: .max).iso8601 == "+292278994-08-17T07:12:55.807Z")
        #expect(Timestamp(milliseconds: .min).iso8601 == "-292275055-05-16T16:47:04.192Z")
    }

    private static func monthLengths(_ year: Int) -> [Int] {
        let isLeap = year % 400 == 0 || (year % 4 == 0 && year % 100 != 0)
        return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    }

    private static func date(_ year: Int, _ month: Int, _ day: Int) -> String {
        "\(10_000 + year)-\(100 + month)-\(100 + day)".split(separator: "-").map { $0.dropFirst() }
            .joined(separator: "-")
    }
}
