// SPDX-License-Identifier: Apache-2.0
// A value that owns itself and knows its kind: what crosses the API, lies in the store and is written to traces. Inside
// an evaluation values are cells (cell.h), typed by the bytecode.
//
// Missing is one value (C-MM-3): what enters as null, blank text, the sentinel 0001-01-01 00:00:00 or an empty set is
// Missing from then on (Normalise). Text is valid UTF-8 and never holds NUL (E-MM-5) or a secret's mark (secret.h).
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "compiler/base/result.h"
#include "compiler/number/decimal.h"
#include "compiler/time/civil.h"
#include "compiler/time/duration.h"

namespace lsq::value {

struct Missing {
  bool operator==(const Missing&) const = default;
};
// The id of a record of an entity named elsewhere (by the field's type).
struct RecordRef {
  std::string entity;
  std::string id;
  bool operator==(const RecordRef&) const = default;
};

class Value;
using List = std::vector<Value>;

class Value {
 public:
  // A dropdown's value is its Text; a multi-select is a List of Texts in the order of its options.
  using Variant = std::variant<Missing, bool, number::Decimal, std::string, time::Date, time::Instant, time::TimeOfDay,
                               time::Duration, RecordRef, List>;

  Value() = default;
  Value(Variant variant) : variant_(std::move(variant)) {}
  static Value Text(std::string_view text) { return Value(Variant(std::string(text))); }

  bool missing() const { return std::holds_alternative<Missing>(variant_); }
  template <typename T>
  const T* As() const {
    return std::get_if<T>(&variant_);
  }
  const Variant& variant() const { return variant_; }
  bool operator==(const Value&) const;

 private:
  Variant variant_;
};

// Blank text, the sentinel date-time and the empty list become Missing (C-MM-3, E-MM-6). Fails on a text that
// no data may hold: `value_nul`, `value_utf8`, `value_mark`.
Result<Value> Normalise(Value value);

// What is expected of a value that comes from outside; Any takes what is there.
enum class Kind : uint8_t { Any, Bool, Number, Text, Date, DateTime, Time, Duration, Record, List };
std::string_view KindName(Kind kind);  // "date and time"

// "text", "number", …: the name of the kind, for messages and for the `type` of an evaluation's answer.
std::string_view KindName(const Value& value);

}  // namespace lsq::value
