// SPDX-License-Identifier: Apache-2.0
#include "compiler/time/zone_rules.h"

#include <algorithm>
#include <array>

#include "compiler/time/civil.h"
#include "compiler/time/tzif.h"

namespace lsq::time {
namespace {

constexpr int32_t kMaxOffset = 26 * 3600;  // RFC 8536 section 3.2 asks readers to accept -25 h .. +26 h

// The year that contains this second on the clock of UTC.
int64_t YearOf(int64_t second) {
  return ToYearMonthDay(FromCivilSeconds(second).date).year;
}

// The rule's span around `second`. A year's changes may fall into its neighbours by offset and by hours beyond the day,
// hence three years; the last change of the first of them is always before `second`.
OffsetSpan RuleSpanAt(const PosixTz& tz, int64_t second) {
  OffsetSpan span;
  span.offset = tz.standard_offset;
  if (!tz.has_daylight) return span;
  const int64_t year = YearOf(second);
  for (int64_t y = year - 1; y <= year + 1; ++y) {
    for (const OffsetChange& change : ChangesInYear(tz, y)) {
      if (change.at > second) {
        span.end = change.at;
        return span;
      }
      span.begin = change.at;
      span.offset = change.offset;
    }
  }
  return span;
}

// Lists the rule's changes for some decades, so that a lookup there is a search and not calendar arithmetic.
void ListFutureChanges(ZoneRules& rules) {
  constexpr int64_t kListedToYear = 2100;
  if (!rules.after || !rules.after->has_daylight || rules.transitions.empty()) return;
  for (int64_t year = YearOf(rules.transitions.back()); year <= kListedToYear; ++year) {
    for (const OffsetChange& change : ChangesInYear(*rules.after, year)) {
      if (change.at <= rules.transitions.back()) continue;
      rules.transitions.push_back(change.at);
      rules.offsets.push_back(change.offset);
    }
  }
}

Error Corrupt(const std::string& name, std::string_view why) {
  return {"tz_data", "the time zone " + name + " cannot be read: " + std::string(why)};
}

}  // namespace

OffsetSpan ZoneRules::SpanAt(int64_t second) const {
  const auto next = std::upper_bound(transitions.begin(), transitions.end(), second);
  const size_t index = static_cast<size_t>(next - transitions.begin());
  if (index == transitions.size() && after) {
    OffsetSpan span = RuleSpanAt(*after, second);
    if (index > 0) span.begin = std::max(span.begin, transitions.back());
    return span;
  }
  OffsetSpan span;
  if (index > 0) span.begin = transitions[index - 1];
  if (index < transitions.size()) span.end = transitions[index];
  span.offset = index > 0 ? offsets[index - 1] : first_offset;
  return span;
}

Result<ZoneRules> DecodeTzif(std::string name, std::string_view bytes) {
  const auto block = FindTzifBlock(bytes);
  if (!block) return Corrupt(name, "it is not a TZif file of version 2 or later");
  if (block->leap_count != 0) return Corrupt(name, "it counts leap seconds");
  if (block->type_count == 0) return Corrupt(name, "it has no local time types");

  std::vector<int32_t> type_offsets;
  for (size_t i = 0; i < block->type_count; ++i) {
    const int32_t offset = static_cast<int32_t>(ReadBigEndian(block->types.substr(i * kTzifTypeBytes, 4)));
    if (offset < -kMaxOffset || offset > kMaxOffset) return Corrupt(name, "an offset is out of range");
    type_offsets.push_back(offset);
  }
  ZoneRules rules;
  rules.first_offset = type_offsets[0];
  int32_t current = rules.first_offset;
  std::optional<int64_t> last;
  for (size_t i = 0; i < block->transition_count; ++i) {
    const int64_t at = static_cast<int64_t>(ReadBigEndian(block->transition_times.substr(i * 8, 8)));
    const size_t type = static_cast<unsigned char>(block->transition_types[i]);
    if (type >= type_offsets.size()) return Corrupt(name, "a transition has no type");
    if (last && at <= *last) return Corrupt(name, "its transitions are not in order");
    last = at;
    const bool is_last = i + 1 == block->transition_count;  // kept, because the rule for the future begins there
    if (type_offsets[type] == current && !is_last) continue;
    current = type_offsets[type];
    rules.transitions.push_back(at);
    rules.offsets.push_back(current);
  }
  if (!block->footer.empty()) {
    rules.after = ParsePosixTz(block->footer);
    if (!rules.after) return Corrupt(name, "its rule for the future is malformed");
  }
  ListFutureChanges(rules);
  rules.name = std::move(name);
  return rules;
}

}  // namespace lsq::time
