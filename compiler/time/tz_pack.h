// SPDX-License-Identifier: Apache-2.0
// The bytes of a TzData: every zone of a tz database in one table, identical zones stored once. A host that brings its
// own database reads the files of a zoneinfo directory and packs them; the build does so for the built-in one.
//
// Layout, numbers little-endian 32 bits:
//   magic "LSQTZ01\n", zone count, version length, version,
//   per zone in the order of names: name at, name length, data at, data length (offsets from the first byte),
//   names and data.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "compiler/base/result.h"

namespace lsq::time {

// `zones`: IANA name -> bytes of its TZif file. Only the 64-bit block of each file is kept. `tz_data` when one of them
// is not a TZif file of version 2 or later.
Result<std::string> PackTzData(std::string_view version, const std::map<std::string, std::string>& zones);

// Reads the table in place.
class PackedTz {
 public:
  // Nothing when the bytes are not such a table; afterwards every offset is known to be inside.
  static std::optional<PackedTz> Open(std::string_view bytes);

  std::string_view version() const { return version_; }
  size_t size_bytes() const { return bytes_.size(); }
  uint32_t zone_count() const { return zone_count_; }
  std::string_view Name(uint32_t index) const { return Slice(index, 0); }
  std::string_view Data(uint32_t index) const { return Slice(index, 8); }
  // The data of that zone, nothing when it is not listed.
  std::optional<std::string_view> Find(std::string_view name) const;

 private:
  // The (offset, length) pair at `field` of the zone's row.
  std::string_view Slice(uint32_t index, size_t field) const;

  std::string_view bytes_;
  std::string_view version_;
  size_t rows_at_ = 0;
  uint32_t zone_count_ = 0;
};

}  // namespace lsq::time
