// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <charconv>

#include "compiler/text/text.h"

namespace lsq::text {
namespace {

struct Reference {
  char32_t code_point = 0;
  size_t size = 0;  // bytes of the reference; 0 = there is none
};

// The reference at the front of `html`. The semicolon is optional, as browsers have it.
Reference ReadReference(std::string_view html) {
  if (!html.starts_with("&#")) return {};
  const bool hexadecimal = html.size() > 2 && (html[2] == 'x' || html[2] == 'X');
  const char* const begin = html.data() + (hexadecimal ? 3 : 2);
  const char* const end = html.data() + html.size();
  uint32_t value = 0;
  const auto [stop, error] = std::from_chars(begin, end, value, hexadecimal ? 16 : 10);
  if (error == std::errc::invalid_argument) return {};
  const bool is_out_of_range = error != std::errc() || value == 0;  // from_chars has passed all the digits then
  const size_t digits_end = static_cast<size_t>(stop - html.data());
  const bool has_semicolon = digits_end < html.size() && html[digits_end] == ';';
  return {is_out_of_range ? kReplacement : char32_t{value}, digits_end + (has_semicolon ? 1 : 0)};
}

}  // namespace

DecodedText DecodeNumericReferences(std::string_view html) {
  DecodedText decoded;
  for (size_t at = 0; at < html.size();) {
    const Reference reference = html[at] == '&' ? ReadReference(html.substr(at)) : Reference{};
    if (reference.size == 0) {
      decoded.text += html[at];
    } else {
      AppendUtf8(reference.code_point, decoded.text);
    }
    decoded.origins.resize(decoded.text.size(), static_cast<uint32_t>(at));
    at += std::max<size_t>(reference.size, 1);
  }
  decoded.origins.push_back(static_cast<uint32_t>(html.size()));
  return decoded;
}

}  // namespace lsq::text
