// SPDX-License-Identifier: Apache-2.0
// The POSIX TZ string at the end of a TZif file (RFC 8536 section 3.3): the rule for all instants after the last listed
// transition, such as `EST5EDT,M3.2.0,M11.1.0`. Used by zone_rules only.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace lsq::time {

// A day of any year on which the clock changes, and when on that day.
struct YearlyChange {
  enum class Kind : uint8_t {
    kMonthWeekDay,     // Mm.w.d: weekday d (0 = Sunday) of week w (5 = last) of month m
    kJulianNoLeap,     // Jn: day 1..365, 29 February never counted
    kZeroBasedOfYear,  // n: day 0..365, 29 February counted
  };
  Kind kind = Kind::kMonthWeekDay;
  int32_t month = 1;
  int32_t week = 1;
  int32_t day = 0;
  int32_t second = 7200;  // of that day on the clock before the change; -167 h .. 167 h
};

struct PosixTz {
  int32_t standard_offset = 0;  // seconds east of UTC, unlike the text, which counts west
  int32_t daylight_offset = 0;
  bool has_daylight = false;
  YearlyChange to_daylight;
  YearlyChange to_standard;
};

// Nothing when the text is not a TZ string with explicit rules.
std::optional<PosixTz> ParsePosixTz(std::string_view text);

// Unix seconds from which the zone has `offset`.
struct OffsetChange {
  int64_t at = 0;
  int32_t offset = 0;
};
// The two changes of that year, in order. Requires has_daylight.
std::array<OffsetChange, 2> ChangesInYear(const PosixTz& tz, int64_t year);

}  // namespace lsq::time
