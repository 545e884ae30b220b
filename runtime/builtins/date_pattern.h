// SPDX-License-Identifier: Apache-2.0
// Dates in a pattern of letters (`d MMMM yyyy`), with English names. Private to this folder.
#pragma once

#include <string>
#include <string_view>

#include "compiler/base/result.h"
#include "compiler/time/civil.h"

namespace lsq::builtins {

enum class PatternOf : uint8_t { Date, DateTime };

// yyyy yy MMMM MMM MM M dd d EEEE EEE, of DateTime also HH H hh h mm ss a. Letters between apostrophes stand for
// themselves, '' for an apostrophe. Error `date_pattern`: other letters, or an apostrophe that is not closed.
Result<std::string> FormatPattern(std::string_view pattern, time::LocalDateTime local, PatternOf kind);

std::string_view WeekdayName(time::Date date);

}  // namespace lsq::builtins
