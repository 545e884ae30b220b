// SPDX-License-Identifier: Apache-2.0
// Reading and writing dates and times. Every parser consumes its whole text or fails.
#include <array>
#include <cstdio>
#include <optional>
#include <string>

#include "compiler/time/civil.h"

namespace lsq::time {
namespace {

constexpr std::array<std::string_view, kDaysPerWeek> kWeekdayNames = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                                                      "Friday", "Saturday", "Sunday"};

char Lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool EqualsIgnoringCase(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  for (size_t i = 0; i < a.size(); ++i) {
    if (Lower(a[i]) != Lower(b[i])) return false;
  }
  return true;
}

// Takes pieces off the front of a text; a piece that is not there leaves it unchanged.
class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  bool AtEnd() const { return rest_.empty(); }
  bool Peek(char c) const { return !rest_.empty() && rest_.front() == c; }

  bool Take(char c) {
    if (!Peek(c)) return false;
    rest_.remove_prefix(1);
    return true;
  }

  bool TakeWord(std::string_view word) {
    if (!EqualsIgnoringCase(rest_.substr(0, word.size()), word)) return false;
    rest_.remove_prefix(word.size());
    return true;
  }

  // At least `least` and at most `most` (<= 9) digits.
  std::optional<int32_t> TakeDigits(size_t least, size_t most) {
    size_t length = 0;
    int32_t value = 0;
    while (length < most && length < rest_.size() && rest_[length] >= '0' && rest_[length] <= '9') {
      value = value * 10 + (rest_[length++] - '0');
    }
    if (length < least) return std::nullopt;
    rest_.remove_prefix(length);
    return value;
  }

 private:
  std::string_view rest_;
};

Error Malformed(std::string_view code, std::string_view text, std::string_view shape) {
  return {std::string(code), "\"" + std::string(text) + "\" is not written like " + std::string(shape)};
}

// The error of a part, said of the whole text.
Error Within(std::string_view text, const Error& part) {
  return {part.code, "\"" + std::string(text) + "\": " + part.message};
}

std::optional<YearMonthDay> TakeDate(Reader& reader) {
  const auto year = reader.TakeDigits(4, 4);
  if (!year || !reader.Take('-')) return std::nullopt;
  const auto month = reader.TakeDigits(2, 2);
  if (!month || !reader.Take('-')) return std::nullopt;
  const auto day = reader.TakeDigits(2, 2);
  if (!day) return std::nullopt;
  return YearMonthDay{*year, *month, *day};
}

struct ClockReading {
  int32_t hour = 0;
  int32_t minute = 0;
  int32_t second = 0;
};

// `09:00`, `09:00:30`; one digit is enough for the hour when `least_hour_digits` says so.
std::optional<ClockReading> TakeClock(Reader& reader, size_t least_hour_digits) {
  const auto hour = reader.TakeDigits(least_hour_digits, 2);
  if (!hour || !reader.Take(':')) return std::nullopt;
  const auto minute = reader.TakeDigits(2, 2);
  if (!minute) return std::nullopt;
  if (!reader.Take(':')) return ClockReading{*hour, *minute, 0};
  const auto second = reader.TakeDigits(2, 2);
  if (!second) return std::nullopt;
  return ClockReading{*hour, *minute, *second};
}

Result<TimeOfDay> MakeTime(const ClockReading& clock) {
  if (clock.hour > 23) return Error{"time_range", "there is no hour " + std::to_string(clock.hour)};
  if (clock.minute > 59) return Error{"time_range", "there is no minute " + std::to_string(clock.minute)};
  if (clock.second > 59) return Error{"time_range", "there is no second " + std::to_string(clock.second)};
  return At(clock.hour, clock.minute, clock.second);
}

Result<TimeOfDay> MakeTwelveHourTime(ClockReading clock, bool afternoon) {
  if (clock.hour < 1 || clock.hour > 12) {
    return Error{"time_range", "an hour with am or pm is 1 to 12, not " + std::to_string(clock.hour)};
  }
  clock.hour = clock.hour % 12 + (afternoon ? 12 : 0);
  return MakeTime(clock);
}

// `.125`: microseconds. Nothing when there is no digit, or a non-zero one after the sixth, which would be lost.
std::optional<int32_t> TakeFraction(Reader& reader) {
  int32_t micros = 0;
  int32_t scale = 100'000;
  int digits = 0;
  while (const auto digit = reader.TakeDigits(1, 1)) {
    if (scale == 0 && *digit != 0) return std::nullopt;
    micros += *digit * scale;
    scale /= 10;
    ++digits;
  }
  return digits == 0 ? std::nullopt : std::optional(micros);
}

// `Z`, `+05:30`, `-0800`, `+05`: seconds east of UTC.
std::optional<int32_t> TakeOffset(Reader& reader) {
  if (reader.TakeWord("Z")) return 0;
  const bool west = reader.Peek('-');
  if (!reader.Take('+') && !reader.Take('-')) return std::nullopt;
  const auto hours = reader.TakeDigits(2, 2);
  if (!hours || *hours > 23) return std::nullopt;
  int32_t minutes = 0;
  if (!reader.AtEnd()) {
    reader.Take(':');
    const auto taken = reader.TakeDigits(2, 2);
    if (!taken || *taken > 59) return std::nullopt;
    minutes = *taken;
  }
  const int32_t seconds = *hours * 3600 + minutes * 60;
  return west ? -seconds : seconds;
}

// The common front of date-times: date, blank or T, clock.
struct WrittenDateTime {
  YearMonthDay date;
  ClockReading clock;
};
std::optional<WrittenDateTime> TakeDateTime(Reader& reader) {
  const auto date = TakeDate(reader);
  if (!date || !(reader.Take(' ') || reader.TakeWord("T"))) return std::nullopt;
  const auto clock = TakeClock(reader, 2);
  if (!clock) return std::nullopt;
  return WrittenDateTime{*date, *clock};
}

Result<LocalDateTime> MakeLocal(const WrittenDateTime& written) {
  LSQ_TRY(const Date date, MakeDate(written.date.year, written.date.month, written.date.day));
  LSQ_TRY(const TimeOfDay time, MakeTime(written.clock));
  return LocalDateTime{date, time};
}

template <typename... Args>
std::string Format(const char* format, Args... args) {
  std::array<char, 64> buffer;
  const int length = std::snprintf(buffer.data(), buffer.size(), format, args...);
  return std::string(buffer.data(), static_cast<size_t>(length));
}

}  // namespace

Result<Date> ParseDate(std::string_view text) {
  Reader reader(text);
  const auto written = TakeDate(reader);
  if (!written || !reader.AtEnd()) return Malformed("date_format", text, "2026-12-25");
  const Result<Date> date = MakeDate(written->year, written->month, written->day);
  return date.ok() ? date : Within(text, date.error());
}

Result<TimeOfDay> ParseTimeOfDay(std::string_view text) {
  static constexpr std::string_view kShape = "09:00, 21:30:15 or 9:00 am";
  Reader whole_hour(text);
  const auto hour = whole_hour.TakeDigits(1, 2);
  Reader reader(text);
  auto clock = TakeClock(reader, 1);
  const bool has_minutes = clock.has_value();
  if (!has_minutes) {
    if (!hour) return Malformed("time_format", text, kShape);
    reader = whole_hour;
    clock = ClockReading{*hour, 0, 0};
  }
  Result<TimeOfDay> time = Error{};
  if (reader.AtEnd() && has_minutes) {
    time = MakeTime(*clock);
  } else {
    reader.Take(' ');
    const bool afternoon = reader.TakeWord("pm");
    if ((!afternoon && !reader.TakeWord("am")) || !reader.AtEnd()) return Malformed("time_format", text, kShape);
    time = MakeTwelveHourTime(*clock, afternoon);
  }
  return time.ok() ? time : Within(text, time.error());
}

Result<LocalDateTime> ParseLocalDateTime(std::string_view text) {
  Reader reader(text);
  const auto written = TakeDateTime(reader);
  const auto fraction = written && reader.Take('.') ? TakeFraction(reader) : std::optional(0);
  if (!written || fraction != 0 || !reader.AtEnd()) return Malformed("date_format", text, "2026-12-25 09:00:00");
  const Result<LocalDateTime> local = MakeLocal(*written);
  return local.ok() ? local : Within(text, local.error());
}

Result<Instant> ParseInstant(std::string_view text) {
  Reader reader(text);
  const auto written = TakeDateTime(reader);
  const auto fraction = written && reader.Take('.') ? TakeFraction(reader) : std::optional(0);
  const auto offset = written && fraction ? TakeOffset(reader) : std::nullopt;
  if (!offset || !reader.AtEnd()) {
    return Malformed("instant_format", text, "2026-03-06T17:20:00Z or 2026-03-06T22:50:00+05:30");
  }
  const Result<LocalDateTime> local = MakeLocal(*written);
  if (!local.ok()) return Within(text, local.error());
  const Instant instant = PlusMicros(FromUnixSeconds(ToCivilSeconds(*local) - *offset), *fraction);
  if (instant < kMinInstant || instant > kMaxInstant) {
    return Within(text, {"date_range", "this instant is outside the years 0001 to 9999"});
  }
  return instant;
}

Result<Weekday> ParseWeekday(std::string_view text) {
  for (size_t i = 0; i < kWeekdayNames.size(); ++i) {
    const std::string_view name = kWeekdayNames[i];
    if (EqualsIgnoringCase(text, name) || EqualsIgnoringCase(text, name.substr(0, 3))) return static_cast<Weekday>(i);
  }
  return Malformed("date_format", text, "Monday or Mon");
}

std::string ToString(Date date) {
  const YearMonthDay ymd = ToYearMonthDay(date);
  return Format("%04d-%02d-%02d", ymd.year, ymd.month, ymd.day);
}

std::string ToString(TimeOfDay time) {
  return Format("%02d:%02d:%02d", time.seconds / 3600, time.seconds / 60 % 60, time.seconds % 60);
}

std::string ToString(LocalDateTime local) {
  return ToString(local.date) + " " + ToString(local.time);
}

std::string ToString(Instant instant) {
  const LocalDateTime utc = FromCivilSeconds(ToUnixSeconds(instant));
  std::string text = ToString(utc.date) + "T" + ToString(utc.time);
  if (const int64_t micros = FractionMicros(instant); micros != 0) {
    text += Format(".%06d", static_cast<int>(micros));
    text.erase(text.find_last_not_of('0') + 1);
  }
  return text + "Z";
}

std::string_view ToString(Weekday weekday) {
  return kWeekdayNames[static_cast<size_t>(weekday)];
}

}  // namespace lsq::time
