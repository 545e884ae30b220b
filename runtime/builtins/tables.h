// SPDX-License-Identifier: Apache-2.0
// The tables of natives, one per file. Private to this folder.
#pragma once

#include <optional>
#include <span>

#include "compiler/number/decimal.h"
#include "runtime/builtins/native.h"

namespace lsq::builtins {

std::span<const Native> TextNatives();     // text.cpp
std::span<const Native> FormatNatives();   // format.cpp
std::span<const Native> NumberNatives();   // number.cpp
std::span<const Native> DateNatives();     // date.cpp
std::span<const Native> InstantNatives();  // instant.cpp
std::span<const Native> ListNatives();     // list.cpp
std::span<const Native> HostNatives();     // host.cpp

// ---- What several of them need

inline number::Decimal NumberAt(const Call& call, size_t index) {
  return value::AsNumber(call[index]);
}
inline std::string_view TextAt(const Call& call, size_t index) {
  return value::AsText(call[index]);
}
inline Cell WholeNumber(int64_t value) {
  return value::ToCell(number::FromInt64(value).value);  // of counts and calendar parts: always in range
}
// The value, or the failure that its fault is.
Cell Checked(const Call& call, number::Checked result);
// A whole argument; nothing after Fail when it has a fraction.
std::optional<int64_t> WholeAt(const Call& call, size_t index);
// The same cut to [0, limit]: counts of characters.
std::optional<size_t> CountAt(const Call& call, size_t index);

}  // namespace lsq::builtins
