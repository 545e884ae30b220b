// SPDX-License-Identifier: Apache-2.0
// How values look as text (C-MM-14): dates `yyyy-MM-dd`, instants `yyyy-MM-dd HH:mm:ss` on the clocks of a zone,
// numbers in their shortest exact form, several values with "; " between (C-MM-19), missing as nothing.
#pragma once

#include <string>
#include <string_view>

#include "compiler/time/zone.h"
#include "runtime/value/value.h"

namespace lsq::value {

// Where a text goes; only Bool looks different (E-MM-10): Yes and No, 1 and 0, true and false.
enum class Sink : uint8_t { Prose, Machine, Json };

std::string_view BoolText(bool value, Sink sink);
inline constexpr std::string_view kListSeparator = "; ";

void AppendTo(std::string& out, const Value& value, Sink sink, const time::Zone& zone);
std::string ToText(const Value& value, Sink sink, const time::Zone& zone);

}  // namespace lsq::value
