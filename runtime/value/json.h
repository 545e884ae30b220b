// SPDX-License-Identifier: Apache-2.0
// JSON, read without loss: a number is its digits, never a double (architecture decision 12).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "compiler/base/result.h"
#include "runtime/value/record.h"
#include "runtime/value/value.h"

namespace lsq::value {

// A number as it was written: "12.50", "1e3".
struct JsonNumber {
  std::string digits;
  bool operator==(const JsonNumber&) const = default;
};

class Json {
 public:
  using Array = std::vector<Json>;
  using Object = std::vector<std::pair<std::string, Json>>;  // in the order of the text
  using Variant = std::variant<std::monostate, bool, JsonNumber, std::string, Array, Object>;  // monostate: null

  Json() = default;
  Json(Variant variant) : variant_(std::move(variant)) {}

  bool null() const { return std::holds_alternative<std::monostate>(variant_); }
  template <typename T>
  const T* As() const {
    return std::get_if<T>(&variant_);
  }
  template <typename T>
  T* As() {
    return std::get_if<T>(&variant_);
  }
  const Variant& variant() const { return variant_; }
  // A member of an object, the last of that name; null when it is none or has none.
  const Json* Find(std::string_view name) const;
  bool operator==(const Json&) const;

 private:
  Variant variant_;
};

// Errors: `json` with the byte where it stops being JSON, or when it nests deeper than limits::kNesting.
Result<Json> ParseJson(std::string_view text);
// Without blanks. What ParseJson reads back the same.
std::string PrintJson(const Json& json);

// ---- What the world writes: untyped text with a wanted kind ---------------------------------------------------------

// Reads a value of a kind, normalised. Numbers, booleans ("1", "0", "true", "yes" …) and dates are also taken from
// text; date-times are `yyyy-MM-dd HH:mm:ss` in UTC or ISO instants; a list is an array of numbers, of booleans, or
// else of texts, or it is text with `;` between its elements; a record is its id. Any keeps what it finds; objects stay
// JSON, as text. Errors: `value_type`, `value_nul`, `value_utf8`, and those of numbers and dates.
Result<Value> ReadJson(const Json& json, Kind kind, std::string_view entity = {});
// The same from the text of a cell of CSV or a form.
Result<Value> ReadText(std::string_view text, Kind kind, std::string_view entity = {});

// ---- What we write for ourselves: a store's rows, frames, traces ----------------------------------------------------

// Keeps the kind: numbers, texts, booleans and lists as themselves, others as {"date": "2026-12-25"}. What FromStored
// reads back the same.
Json ToStored(const Value& value);
Result<Value> FromStored(const Json& json);
std::string PrintFields(const Fields& fields);  // one object, sorted
Result<Fields> ParseFields(std::string_view json);

// For people and other programs: numbers and booleans as themselves, everything else as the text of print.h, lists as
// arrays, missing as null.
Json ToPlain(const Value& value);

}  // namespace lsq::value
