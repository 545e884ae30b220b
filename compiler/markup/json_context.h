// SPDX-License-Identifier: Apache-2.0
// A JSON text (RFC 8259) that is being read. It accepts the whole grammar, so that a webhook's body is known to be JSON
// before the first record comes along.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "compiler/markup/refusal.h"

namespace lsq::markup {

class JsonContext {
 public:
  std::optional<Problem> Feed(std::string_view literal);
  // JsonString inside quotes; JsonValue where a value begins (for a number or a Bool the caller takes None, and writes
  // `null` for a missing value). Elsewhere a refusal.
  Decision Hole();
  std::optional<Refusal> Finish() const;
  bool operator==(const JsonContext&) const = default;

 private:
  enum class State : uint8_t {
    Value,         // a value must come
    ArrayStart,    // a value or ]
    ObjectStart,   // a key or }
    Key,           // a key must come
    Colon,         // behind a key
    AfterValue,    // , or a closing bracket, or the end
    String,        // inside quotes
    StringEscape,  // behind the \ of a string
    StringHex,     // inside the four digits of \u
    Scalar,        // inside a number, true, false or null
    Broken,
  };

  std::optional<Refusal> Read(char c);
  std::optional<Refusal> ReadBetween(char c);
  std::optional<Refusal> ReadInString(char c);
  std::optional<Refusal> BeginValue(char c);
  std::optional<Refusal> Close(char bracket);
  std::optional<Refusal> EndScalar();
  void EndString();

  State state_ = State::Value;
  bool is_key_ = false;     // the string being read is a key
  uint8_t hex_digits_ = 0;  // read so far, in StringHex
  std::string scalar_;      // read so far, in Scalar
  std::string open_;        // the brackets that are open, outermost first
  Refusal problem_;         // once Broken
};

}  // namespace lsq::markup
