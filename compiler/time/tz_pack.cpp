// SPDX-License-Identifier: Apache-2.0
#include "compiler/time/tz_pack.h"

#include "compiler/time/tzif.h"

namespace lsq::time {
namespace {

constexpr std::string_view kMagic = "LSQTZ01\n";
constexpr size_t kHeaderBytes = 16;  // magic, zone count, version length
constexpr size_t kRowBytes = 16;

void AppendNumber(std::string& bytes, size_t number) {
  for (int shift = 0; shift < 32; shift += 8) bytes += static_cast<char>(number >> shift & 0xFF);
}

uint32_t ReadNumber(std::string_view bytes, size_t at) {
  uint32_t number = 0;
  for (size_t i = 4; i-- > 0;) number = number << 8 | static_cast<unsigned char>(bytes[at + i]);
  return number;
}

// The file without its 32-bit block: an empty one of the same version stands in front, as RFC 8536 requires.
std::optional<std::string> WithoutOldBlock(std::string_view file) {
  const auto block = FindTzifBlock(file);
  if (!block) return std::nullopt;
  std::string slim(block->whole.substr(0, 20));
  slim.resize(kTzifHeaderBytes, '\0');
  return slim.append(block->whole);
}

}  // namespace

Result<std::string> PackTzData(std::string_view version, const std::map<std::string, std::string>& zones) {
  const size_t heap_at = kHeaderBytes + version.size() + zones.size() * kRowBytes;
  std::string rows;
  std::string heap;
  std::map<std::string, size_t> placed;  // data -> where, so that links cost a row only
  for (const auto& [name, file] : zones) {
    const auto slim = WithoutOldBlock(file);
    if (!slim) return Error{"tz_data", name + " is not a TZif file of version 2 or later"};
    AppendNumber(rows, heap_at + heap.size());
    AppendNumber(rows, name.size());
    heap += name;
    const auto [place, is_new] = placed.emplace(*slim, heap_at + heap.size());
    if (is_new) heap += *slim;
    AppendNumber(rows, place->second);
    AppendNumber(rows, slim->size());
  }
  std::string bytes(kMagic);
  AppendNumber(bytes, zones.size());
  AppendNumber(bytes, version.size());
  return bytes.append(version).append(rows).append(heap);
}

std::optional<PackedTz> PackedTz::Open(std::string_view bytes) {
  if (bytes.size() < kHeaderBytes || bytes.substr(0, kMagic.size()) != kMagic) return std::nullopt;
  PackedTz table;
  table.bytes_ = bytes;
  table.zone_count_ = ReadNumber(bytes, kMagic.size());
  const size_t version_length = ReadNumber(bytes, kMagic.size() + 4);
  table.rows_at_ = kHeaderBytes + version_length;
  if (table.rows_at_ + size_t{table.zone_count_} * kRowBytes > bytes.size()) return std::nullopt;
  table.version_ = bytes.substr(kHeaderBytes, version_length);
  for (uint32_t i = 0; i < table.zone_count_; ++i) {
    for (size_t field : {0, 8}) {
      const size_t at = table.rows_at_ + i * kRowBytes + field;
      if (size_t{ReadNumber(bytes, at)} + ReadNumber(bytes, at + 4) > bytes.size()) return std::nullopt;
    }
    if (i > 0 && table.Name(i - 1) >= table.Name(i)) return std::nullopt;
  }
  return table;
}

std::string_view PackedTz::Slice(uint32_t index, size_t field) const {
  const size_t at = rows_at_ + index * kRowBytes + field;
  return bytes_.substr(ReadNumber(bytes_, at), ReadNumber(bytes_, at + 4));
}

std::optional<std::string_view> PackedTz::Find(std::string_view name) const {
  uint32_t low = 0;
  uint32_t high = zone_count_;
  while (low < high) {
    const uint32_t middle = low + (high - low) / 2;
    const std::string_view at_middle = Name(middle);
    if (at_middle == name) return Data(middle);
    if (at_middle < name) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return std::nullopt;
}

}  // namespace lsq::time
