// SPDX-License-Identifier: Apache-2.0
// Time zones: a database that is a value made from bytes (architecture decision 18), and a zone found in it.
// Both are immutable and may be shared by any number of threads; copying one copies a pointer.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "compiler/base/result.h"
#include "compiler/time/civil.h"
#include "compiler/time/tz_pack.h"

namespace lsq::time {

struct ZoneRules;  // zone_rules.h: the decoded TZif file

enum class LocalKind : uint8_t {
  kUnique,
  kGap,      // the clock was set forward over it: it never showed this time
  kOverlap,  // the clock was set back over it: it showed this time twice
};

// The one rule for every local time, "compatible" (C-WAIT-5, C-WAIT-6): in a gap `instant` is the local time shifted
// forward by the length of the gap, in an overlap it is the first of the two.
struct Resolution {
  Instant instant;
  LocalKind kind = LocalKind::kUnique;
  // The first instant at which the wall clock has reached that time: the end of the gap when it fell into one, else
  // `instant`. Opening hours and starts of days use it, since an interval must not reach beyond its neighbour.
  Instant reached;
};

// One zone. The default is UTC.
class Zone {
 public:
  Zone();

  // As it was asked for: a link keeps its own name, a Windows name has become its IANA name.
  const std::string& name() const;

  // Seconds east of UTC.
  int32_t OffsetAt(Instant instant) const;
  // The fraction of a second is dropped (towards the past).
  LocalDateTime ToLocal(Instant instant) const;
  Resolution Resolve(LocalDateTime local) const;
  Instant ToInstant(LocalDateTime local) const { return Resolve(local).instant; }

 private:
  friend class TzData;
  explicit Zone(std::shared_ptr<const ZoneRules> rules);
  std::shared_ptr<const ZoneRules> rules_;
};

// The tz database: a version and a table of name -> TZif bytes.
class TzData {
 public:
  // Takes what PackTzData made. `tz_data` when the bytes are not such a table.
  static Result<TzData> FromBytes(std::string bytes);

  // "2025b"
  std::string_view version() const { return table_.version(); }
  size_t size_bytes() const { return table_.size_bytes(); }
  // Sorted; links included.
  std::vector<std::string_view> ZoneNames() const;

  // By IANA name (case-sensitive, links too) or Windows name (C-WAIT-14). Anything else, also a fixed offset such as
  // `+05:30` (E-TIME-2), is `zone_unknown`. Decodes the zone: microseconds, so keep the Zone when using it often.
  Result<Zone> Find(std::string_view name) const;

 private:
  friend TzData BuiltinTzData();
  TzData(std::shared_ptr<const std::string> owner, PackedTz table) : owner_(std::move(owner)), table_(table) {}

  std::shared_ptr<const std::string> owner_;  // empty for the built-in table, whose bytes are static
  PackedTz table_;
};

// The database of the machine that built this library, embedded in it.
TzData BuiltinTzData();

struct WindowsZone {
  std::string_view windows;
  std::string_view iana;
};
// Sorted by `windows`, in byte order.
std::span<const WindowsZone> WindowsZones();
// `India Standard Time` -> `Asia/Kolkata`; nothing when it is no Windows zone name. Case-sensitive.
std::optional<std::string_view> IanaNameOfWindowsZone(std::string_view windows_name);

}  // namespace lsq::time
