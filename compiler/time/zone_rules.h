// SPDX-License-Identifier: Apache-2.0
// A decoded TZif file (RFC 8536, version 2 or later): when the offset of one zone changes. Only the 64-bit block is
// read; abbreviations and daylight flags are not kept, since nothing in the language shows them. Used by Zone only.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/base/result.h"
#include "compiler/time/posix_tz.h"

namespace lsq::time {

// A stretch [begin, end) of Unix seconds with one offset.
struct OffsetSpan {
  int64_t begin = std::numeric_limits<int64_t>::min();
  int64_t end = std::numeric_limits<int64_t>::max();
  int32_t offset = 0;  // seconds east of UTC
};

struct ZoneRules {
  std::string name;
  int32_t first_offset = 0;                     // before the first transition
  std::vector<int64_t> transitions = {};        // Unix seconds, strictly increasing
  std::vector<int32_t> offsets = {};            // offsets[i] from transitions[i] on
  std::optional<PosixTz> after = std::nullopt;  // from the last transition on; without it the last offset stays

  OffsetSpan SpanAt(int64_t second) const;
};

// `tz_data` when the bytes are not a TZif file of version 2 or later, or count leap seconds.
Result<ZoneRules> DecodeTzif(std::string name, std::string_view bytes);

}  // namespace lsq::time
