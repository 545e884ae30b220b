// SPDX-License-Identifier: Apache-2.0
#include "compiler/time/duration.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace lsq::time {
namespace {

// One row per unit: its words, the part of a Duration it counts in, and how much of it one unit is.
struct UnitRow {
  std::string_view singular;
  std::string_view plural;
  int64_t Duration::* part;
  int64_t size;
  int64_t most;  // units in kMaxDurationYears
};

constexpr int64_t kMaxSeconds = kMaxDurationYears * 366 * 86'400;
constexpr int64_t kMaxDays = kMaxDurationYears * 366;
constexpr int64_t kMaxMonths = kMaxDurationYears * 12;

// In the order of Unit.
constexpr std::array<UnitRow, 10> kUnits = {{
    {"second", "seconds", &Duration::seconds, 1, kMaxSeconds},
    {"minute", "minutes", &Duration::seconds, 60, kMaxSeconds / 60},
    {"hour", "hours", &Duration::seconds, 3600, kMaxSeconds / 3600},
    {"day", "days", &Duration::days, 1, kMaxDays},
    {"week", "weeks", &Duration::days, 7, kMaxDays / 7},
    {"month", "months", &Duration::months, 1, kMaxMonths},
    {"year", "years", &Duration::months, 12, kMaxMonths / 12},
    {"business minute", "business minutes", &Duration::business_minutes, 1, kMaxSeconds / 60},
    {"business hour", "business hours", &Duration::business_minutes, 60, kMaxSeconds / 3600},
    {"business day", "business days", &Duration::business_days, 1, kMaxDays},
}};

struct PartLimit {
  int64_t Duration::* part;
  int64_t most;
};
constexpr std::array<PartLimit, 5> kParts = {{
    {&Duration::months, kMaxMonths},
    {&Duration::days, kMaxDays},
    {&Duration::seconds, kMaxSeconds},
    {&Duration::business_days, kMaxDays},
    {&Duration::business_minutes, kMaxSeconds / 60},
}};

const UnitRow& RowOf(Unit unit) {
  return kUnits[static_cast<size_t>(unit)];
}

Error TooLong() {
  return {"duration_range", "a duration is at most " + std::to_string(kMaxDurationYears) + " years"};
}

// Appends "2 hours" and takes that much from `amount`.
void PrintUnit(std::string& text, int64_t& amount, Unit unit) {
  const int64_t count = amount / RowOf(unit).size;
  if (count == 0) return;
  amount -= count * RowOf(unit).size;
  if (!text.empty()) text += ' ';
  text += std::to_string(count);
  text += ' ';
  text += UnitWord(unit, count);
}

std::string_view TakeToken(std::string_view& text) {
  const size_t begin = std::min(text.find_first_not_of(' '), text.size());
  const size_t end = std::min(text.find(' ', begin), text.size());
  const std::string_view token = text.substr(begin, end - begin);
  text.remove_prefix(end);
  return token;
}

std::optional<int64_t> ParseCount(std::string_view token) {
  int64_t count = 0;
  const auto [end, failure] = std::from_chars(token.data(), token.data() + token.size(), count);
  if (failure != std::errc() || end != token.data() + token.size()) return std::nullopt;
  return count;
}

}  // namespace

std::optional<Unit> ParseUnit(std::string_view word) {
  for (size_t i = 0; i < kUnits.size(); ++i) {
    if (word == kUnits[i].singular || word == kUnits[i].plural) return static_cast<Unit>(i);
  }
  return std::nullopt;
}

std::string_view UnitWord(Unit unit, int64_t count) {
  return count == 1 || count == -1 ? RowOf(unit).singular : RowOf(unit).plural;
}

bool IsElapsed(Unit unit) {
  return RowOf(unit).part == &Duration::seconds;
}
bool IsCalendar(Unit unit) {
  return RowOf(unit).part == &Duration::days || RowOf(unit).part == &Duration::months;
}
bool IsBusiness(Unit unit) {
  return !IsElapsed(unit) && !IsCalendar(unit);
}

Result<Duration> MakeDuration(int64_t count, Unit unit) {
  const UnitRow& row = RowOf(unit);
  if (count > row.most || count < -row.most) return TooLong();
  Duration duration;
  duration.*row.part = count * row.size;
  return duration;
}

Result<Duration> Plus(const Duration& a, const Duration& b) {
  Duration sum;
  for (const PartLimit& limit : kParts) {
    if (__builtin_add_overflow(a.*limit.part, b.*limit.part, &(sum.*limit.part))) return TooLong();
    if (sum.*limit.part > limit.most || sum.*limit.part < -limit.most) return TooLong();
  }
  return sum;
}

Duration Negate(const Duration& duration) {
  Duration negated;
  for (const PartLimit& limit : kParts) negated.*limit.part = -(duration.*limit.part);
  return negated;
}

bool HasElapsedPart(const Duration& duration) {
  return duration.seconds != 0;
}
bool HasCalendarPart(const Duration& duration) {
  return duration.days != 0 || duration.months != 0;
}
bool HasBusinessPart(const Duration& duration) {
  return duration.business_days != 0 || duration.business_minutes != 0;
}

std::string ToString(const Duration& duration) {
  Duration rest = duration;
  std::string text;
  PrintUnit(text, rest.months, Unit::kYear);
  PrintUnit(text, rest.months, Unit::kMonth);
  PrintUnit(text, rest.days, Unit::kDay);
  PrintUnit(text, rest.seconds, Unit::kHour);
  PrintUnit(text, rest.seconds, Unit::kMinute);
  PrintUnit(text, rest.seconds, Unit::kSecond);
  PrintUnit(text, rest.business_days, Unit::kBusinessDay);
  PrintUnit(text, rest.business_minutes, Unit::kBusinessHour);
  PrintUnit(text, rest.business_minutes, Unit::kBusinessMinute);
  return text.empty() ? "0 minutes" : text;
}

Result<Duration> ParseDuration(std::string_view text) {
  const std::string_view whole = text;
  const Error malformed{"duration_format", "\"" + std::string(whole) + "\" is not written like 3 days or 2 hours"};
  Duration sum;
  bool any = false;
  for (std::string_view token = TakeToken(text); !token.empty(); token = TakeToken(text)) {
    const auto count = ParseCount(token);
    std::string word(TakeToken(text));
    if (word == "business") word += " " + std::string(TakeToken(text));
    const auto unit = ParseUnit(word);
    if (!count || !unit) return malformed;
    LSQ_TRY(const Duration part, MakeDuration(*count, *unit));
    LSQ_TRY(sum, Plus(sum, part));
    any = true;
  }
  if (!any) return malformed;
  return sum;
}

}  // namespace lsq::time
