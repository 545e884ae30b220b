// SPDX-License-Identifier: Apache-2.0
// Where things are in the bytes of a TZif file (RFC 8536), for the decoder and the packer.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace lsq::time {

inline constexpr size_t kTzifHeaderBytes = 44;
inline constexpr size_t kTzifTypeBytes = 6;  // offset (4), is daylight (1), abbreviation (1)

// The 64-bit block and the footer, as views into the file.
struct TzifBlock {
  size_t transition_count = 0;
  size_t type_count = 0;
  size_t leap_count = 0;
  std::string_view whole;             // header of the block to the end of the file
  std::string_view transition_times;  // 8 bytes each
  std::string_view transition_types;  // 1 byte each
  std::string_view types;             // kTzifTypeBytes each
  std::string_view footer;            // the TZ string without its line feeds
};

// Nothing when the bytes are not a complete TZif file of version 2 or later.
std::optional<TzifBlock> FindTzifBlock(std::string_view file);

// All the bytes as one unsigned number.
uint64_t ReadBigEndian(std::string_view bytes);

}  // namespace lsq::time
