// SPDX-License-Identifier: Apache-2.0
#include "compiler/time/zone.h"

#include "compiler/time/zone_rules.h"

namespace lsq::time {
namespace {

// No zone is further from UTC (RFC 8536), so every instant at which a clock shows a local time is this near to it.
constexpr int64_t kReachSeconds = 26 * 3600;

std::shared_ptr<const ZoneRules> UtcRules() {
  static const auto kUtc = std::make_shared<const ZoneRules>(ZoneRules{.name = "UTC"});
  return kUtc;
}

// Walks the stretches of constant offset around `local` and collects the instants at which the clock shows it.
Resolution ResolveSeconds(const ZoneRules& rules, int64_t local) {
  OffsetSpan span = rules.SpanAt(local - kReachSeconds);
  std::optional<int64_t> first;
  while (true) {
    const int64_t candidate = local - span.offset;
    if (span.begin <= candidate && candidate < span.end) {
      if (first) return {FromUnixSeconds(*first), LocalKind::kOverlap, FromUnixSeconds(*first)};
      first = candidate;
    }
    if (span.end > local + kReachSeconds) break;
    const OffsetSpan next = rules.SpanAt(span.end);
    const bool in_gap = local >= span.end + span.offset && local < span.end + next.offset;
    if (!first && in_gap) return {FromUnixSeconds(candidate), LocalKind::kGap, FromUnixSeconds(span.end)};
    span = next;
  }
  LSQ_CHECK(first, "a local time is shown once, twice, or lies in a gap");
  return {FromUnixSeconds(*first), LocalKind::kUnique, FromUnixSeconds(*first)};
}

}  // namespace

Zone::Zone() : rules_(UtcRules()) {}
Zone::Zone(std::shared_ptr<const ZoneRules> rules) : rules_(std::move(rules)) {}

const std::string& Zone::name() const {
  return rules_->name;
}

int32_t Zone::OffsetAt(Instant instant) const {
  return rules_->SpanAt(ToUnixSeconds(instant)).offset;
}

LocalDateTime Zone::ToLocal(Instant instant) const {
  const int64_t seconds = ToUnixSeconds(instant);
  return FromCivilSeconds(seconds + rules_->SpanAt(seconds).offset);
}

Resolution Zone::Resolve(LocalDateTime local) const {
  return ResolveSeconds(*rules_, ToCivilSeconds(local));
}

Result<TzData> TzData::FromBytes(std::string bytes) {
  auto owner = std::make_shared<const std::string>(std::move(bytes));
  const auto table = PackedTz::Open(*owner);
  if (!table) return Error{"tz_data", "these bytes are not a packed time zone database"};
  return TzData(std::move(owner), *table);
}

std::vector<std::string_view> TzData::ZoneNames() const {
  std::vector<std::string_view> names;
  names.reserve(table_.zone_count());
  for (uint32_t i = 0; i < table_.zone_count(); ++i) names.push_back(table_.Name(i));
  return names;
}

Result<Zone> TzData::Find(std::string_view name) const {
  const std::string_view iana_name = IanaNameOfWindowsZone(name).value_or(name);
  const auto bytes = table_.Find(iana_name);
  if (!bytes) {
    return Error{"zone_unknown", "\"" + std::string(name) + "\" is no time zone: use a name such as Asia/Kolkata"};
  }
  LSQ_TRY(ZoneRules rules, DecodeTzif(std::string(iana_name), *bytes));
  return Zone(std::make_shared<const ZoneRules>(std::move(rules)));
}

}  // namespace lsq::time
