// SPDX-License-Identifier: Apache-2.0
// Row bodies as bytes, and the keys of promoted columns. Both are ours, so that no database's idea of numbers, text
// order or case decides anything (architecture decisions 12, 13).
#pragma once

#include <string>
#include <string_view>

#include "compiler/base/result.h"
#include "runtime/value/record.h"

namespace lsq::store {

// A compact tagged encoding; Decode gives `corrupt` for anything Encode did not make, and never reads outside `bytes`.
std::string EncodeFields(const value::Fields& fields);
Result<value::Fields> DecodeFields(std::string_view bytes);
std::string EncodeValues(const std::vector<value::Value>& values);
Result<std::vector<value::Value>> DecodeValues(std::string_view bytes);

// Two values are equal in a promoted column exactly when their keys are: text folded (C-CON-4), numbers by value. Empty
// for missing. The first byte is the kind, so values of different kinds never meet.
std::string ColumnKey(const value::Value& value);

// Order of CreatedOn then id (C-MRG-7, C-SCH-3): microseconds, or the largest value when there is none.
int64_t CreatedKey(const value::Record& record);

}  // namespace lsq::store
