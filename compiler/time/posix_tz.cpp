// SPDX-License-Identifier: Apache-2.0
#include "compiler/time/posix_tz.h"

#include "compiler/time/civil.h"

namespace lsq::time {
namespace {

constexpr int32_t kSecondsPerHour = 3600;

bool IsDigit(char c) {
  return c >= '0' && c <= '9';
}
bool IsLetter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

class TzReader {
 public:
  explicit TzReader(std::string_view text) : rest_(text) {}

  bool AtEnd() const { return rest_.empty(); }
  bool Peek(char c) const { return !rest_.empty() && rest_.front() == c; }
  bool Take(char c) {
    if (!Peek(c)) return false;
    rest_.remove_prefix(1);
    return true;
  }

  // `EST` or `<-03>`: at least three characters; the name itself is not needed.
  bool TakeName() {
    if (Take('<')) {
      const size_t end = rest_.find('>');
      if (end == std::string_view::npos || end < 3) return false;
      rest_.remove_prefix(end + 1);
      return true;
    }
    size_t length = 0;
    while (length < rest_.size() && IsLetter(rest_[length])) ++length;
    rest_.remove_prefix(length);
    return length >= 3;
  }

  std::optional<int32_t> TakeNumber(int32_t least, int32_t most) {
    size_t length = 0;
    int32_t value = 0;
    while (length < 4 && length < rest_.size() && IsDigit(rest_[length])) value = value * 10 + (rest_[length++] - '0');
    if (length == 0 || value < least || value > most) return std::nullopt;
    rest_.remove_prefix(length);
    return value;
  }

  // `[+-]h[h[h]][:mm[:ss]]` in seconds.
  std::optional<int32_t> TakeTime(int32_t most_hours) {
    const bool negative = Peek('-');
    if (!Take('+')) Take('-');
    const auto hours = TakeNumber(0, most_hours);
    if (!hours) return std::nullopt;
    int32_t seconds = *hours * kSecondsPerHour;
    for (int32_t unit : {60, 1}) {
      if (!Take(':')) break;
      const auto part = TakeNumber(0, 59);
      if (!part) return std::nullopt;
      seconds += *part * unit;
    }
    return negative ? -seconds : seconds;
  }

 private:
  std::string_view rest_;
};

std::optional<YearlyChange> TakeDay(TzReader& reader) {
  YearlyChange change;
  std::optional<int32_t> day;
  if (reader.Take('M')) {
    const auto month = reader.TakeNumber(1, 12);
    if (!month || !reader.Take('.')) return std::nullopt;
    const auto week = reader.TakeNumber(1, 5);
    if (!week || !reader.Take('.')) return std::nullopt;
    change.month = *month;
    change.week = *week;
    day = reader.TakeNumber(0, 6);
  } else if (reader.Take('J')) {
    change.kind = YearlyChange::Kind::kJulianNoLeap;
    day = reader.TakeNumber(1, 365);
  } else {
    change.kind = YearlyChange::Kind::kZeroBasedOfYear;
    day = reader.TakeNumber(0, 365);
  }
  if (!day) return std::nullopt;
  change.day = *day;
  return change;
}

// `,M3.2.0` or `,M3.2.0/-1:30`
std::optional<YearlyChange> TakeChange(TzReader& reader) {
  if (!reader.Take(',')) return std::nullopt;
  auto change = TakeDay(reader);
  if (!change || !reader.Take('/')) return change;
  const auto second = reader.TakeTime(167);
  if (!second) return std::nullopt;
  change->second = *second;
  return change;
}

// Days since 1970-01-01 of 1 January of any year. Instants reach far beyond the years a Date may be made of.
int64_t FirstDayOf(int64_t year) {
  const int64_t before = year - 1;
  const auto floor_div = [](int64_t a, int64_t b) { return a / b - (a % b < 0 ? 1 : 0); };
  return before * 365 + floor_div(before, 4) - floor_div(before, 100) + floor_div(before, 400) + kMinDate.days;
}

int64_t DayInYear(const YearlyChange& change, int64_t year) {
  static constexpr int32_t kDaysBefore[] = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};
  const bool leap = IsLeapYear(static_cast<int32_t>(year % 400));
  if (change.kind == YearlyChange::Kind::kZeroBasedOfYear) return change.day;
  if (change.kind == YearlyChange::Kind::kJulianNoLeap) return change.day - 1 + (leap && change.day >= 60 ? 1 : 0);
  const int32_t first = kDaysBefore[change.month - 1] + (leap && change.month > 2 ? 1 : 0);
  const int64_t first_weekday = ((FirstDayOf(year) + first + 4) % 7 + 7) % 7;  // 0 = Sunday; 1970-01-01 was a Thursday
  int32_t day = static_cast<int32_t>((change.day - first_weekday + 7) % 7) + (change.week - 1) * 7;
  const int32_t length = DaysInMonth(leap ? 2000 : 2001, change.month);
  return first + (day < length ? day : day - 7);
}

}  // namespace

std::optional<PosixTz> ParsePosixTz(std::string_view text) {
  TzReader reader(text);
  PosixTz tz;
  if (!reader.TakeName()) return std::nullopt;
  const auto west = reader.TakeTime(24);
  if (!west) return std::nullopt;
  tz.standard_offset = -*west;
  tz.daylight_offset = tz.standard_offset + kSecondsPerHour;
  if (reader.AtEnd()) return tz;

  tz.has_daylight = true;
  if (!reader.TakeName()) return std::nullopt;
  if (!reader.Peek(',')) {
    const auto daylight_west = reader.TakeTime(24);
    if (!daylight_west) return std::nullopt;
    tz.daylight_offset = -*daylight_west;
  }
  const auto to_daylight = TakeChange(reader);
  const auto to_standard = to_daylight ? TakeChange(reader) : std::nullopt;
  if (!to_standard || !reader.AtEnd()) return std::nullopt;
  tz.to_daylight = *to_daylight;
  tz.to_standard = *to_standard;
  return tz;
}

std::array<OffsetChange, 2> ChangesInYear(const PosixTz& tz, int64_t year) {
  const int64_t first = FirstDayOf(year);
  const auto at = [&](const YearlyChange& change, int32_t offset_before) {
    return (first + DayInYear(change, year)) * kSecondsPerDay + change.second - offset_before;
  };
  const OffsetChange daylight{at(tz.to_daylight, tz.standard_offset), tz.daylight_offset};
  const OffsetChange standard{at(tz.to_standard, tz.daylight_offset), tz.standard_offset};
  if (daylight.at <= standard.at) return {daylight, standard};
  return {standard, daylight};
}

}  // namespace lsq::time
