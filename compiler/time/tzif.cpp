// SPDX-License-Identifier: Apache-2.0
#include "compiler/time/tzif.h"

namespace lsq::time {
namespace {

struct Header {
  char version = 0;
  size_t ut_count = 0;
  size_t wall_count = 0;
  size_t leap_count = 0;
  size_t transition_count = 0;
  size_t type_count = 0;
  size_t abbreviation_bytes = 0;

  size_t BodyBytes(size_t time_bytes) const {
    return transition_count * (time_bytes + 1) + type_count * kTzifTypeBytes + abbreviation_bytes +
           leap_count * (time_bytes + 4) + wall_count + ut_count;
  }
};

std::optional<Header> ReadHeader(std::string_view bytes) {
  if (bytes.size() < kTzifHeaderBytes || bytes.substr(0, 4) != "TZif") return std::nullopt;
  const auto count = [&](size_t index) { return static_cast<size_t>(ReadBigEndian(bytes.substr(20 + index * 4, 4))); };
  Header header;
  header.version = bytes[4];
  header.ut_count = count(0);
  header.wall_count = count(1);
  header.leap_count = count(2);
  header.transition_count = count(3);
  header.type_count = count(4);
  header.abbreviation_bytes = count(5);
  return header;
}

}  // namespace

uint64_t ReadBigEndian(std::string_view bytes) {
  uint64_t value = 0;
  for (const char byte : bytes) value = value << 8 | static_cast<unsigned char>(byte);
  return value;
}

std::optional<TzifBlock> FindTzifBlock(std::string_view file) {
  const auto old_header = ReadHeader(file);
  if (!old_header || old_header->version < '2') return std::nullopt;
  const size_t old_block = kTzifHeaderBytes + old_header->BodyBytes(4);
  if (file.size() < old_block) return std::nullopt;
  TzifBlock block;
  block.whole = file.substr(old_block);
  const auto header = ReadHeader(block.whole);
  if (!header) return std::nullopt;
  std::string_view rest = block.whole.substr(kTzifHeaderBytes);
  const size_t body = header->BodyBytes(8);
  if (rest.size() < body) return std::nullopt;
  block.transition_count = header->transition_count;
  block.type_count = header->type_count;
  block.leap_count = header->leap_count;
  block.transition_times = rest.substr(0, header->transition_count * 8);
  block.transition_types = rest.substr(block.transition_times.size(), header->transition_count);
  block.types = rest.substr(header->transition_count * 9, header->type_count * kTzifTypeBytes);
  const std::string_view footer = rest.substr(body);
  if (footer.size() < 2 || footer.front() != '\n' || footer.back() != '\n') return std::nullopt;
  block.footer = footer.substr(1, footer.size() - 2);
  return block;
}

}  // namespace lsq::time
