// SPDX-License-Identifier: Apache-2.0
#include "compiler/markup/json_context.h"

#include "compiler/base/limits.h"
#include "compiler/markup/ascii.h"

namespace lsq::markup {
namespace {

constexpr std::string_view kPutInQuotes = "put it inside quotes, or where a whole value belongs";
constexpr Refusal kValueMissing = {"where a JSON value must stand", "the value is missing"};
constexpr Refusal kKeyMissing = {"where a JSON key must stand", "a key is text in double quotes"};
constexpr Refusal kColonMissing = {"behind a JSON key", "a colon must follow the key"};
constexpr Refusal kCommaMissing = {"behind a JSON value", "only a comma or a closing bracket may follow"};
constexpr Refusal kWrongBracket = {"behind a JSON value", "the closing bracket does not match the open one"};
constexpr Refusal kBadScalar = {"inside a JSON value",
                                "only text in double quotes, numbers, true, false and null are values"};
constexpr Refusal kBadEscape = {"behind a backslash in a JSON string", "JSON has no such escape"};
constexpr Refusal kControlInString = {"inside a JSON string",
                                      "line ends and control characters must be written as escapes"};
constexpr Refusal kTooDeep = {"inside JSON brackets", "the brackets are nested too deeply"};
constexpr Refusal kOpenString = {"inside a JSON string", "its closing quote is missing"};
constexpr Refusal kOpenBracket = {"inside JSON brackets", "a closing bracket is missing"};

bool IsBlank(char c) {
  return IsOneOf(c, " \t\n\r");
}

std::string_view SkipDigits(std::string_view text) {
  while (!text.empty() && IsDigit(text.front())) text.remove_prefix(1);
  return text;
}

// The number grammar of RFC 8259: no leading zeros, digits on both sides of the point.
bool IsNumber(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  const auto take_digits = [&text] {
    const std::string_view rest = SkipDigits(text);
    const size_t count = text.size() - rest.size();
    text = rest;
    return count;
  };
  const bool leading_zero = text.starts_with('0');
  const size_t whole = take_digits();
  if (whole == 0 || (leading_zero && whole > 1)) return false;
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    if (take_digits() == 0) return false;
  }
  if (text.starts_with('e') || text.starts_with('E')) {
    text.remove_prefix(1);
    if (!text.empty() && IsOneOf(text.front(), "+-")) text.remove_prefix(1);
    if (take_digits() == 0) return false;
  }
  return text.empty();
}

bool IsScalar(std::string_view text) {
  return text == "true" || text == "false" || text == "null" || IsNumber(text);
}

}  // namespace

std::optional<Problem> JsonContext::Feed(std::string_view literal) {
  if (state_ == State::Broken) return std::nullopt;  // said once
  for (size_t at = 0; at < literal.size(); ++at) {
    if (const auto refusal = Read(literal[at])) {
      state_ = State::Broken;
      problem_ = *refusal;
      return Problem{at, *refusal};
    }
  }
  return std::nullopt;
}

std::optional<Refusal> JsonContext::Read(char c) {
  if (state_ == State::String || state_ == State::StringEscape || state_ == State::StringHex) return ReadInString(c);
  if (state_ == State::Scalar) {
    if (!IsBlank(c) && !IsOneOf(c, ",]}:\"[{")) {
      scalar_ += c;
      return std::nullopt;
    }
    if (const auto refusal = EndScalar()) return refusal;
  }
  return IsBlank(c) ? std::nullopt : ReadBetween(c);
}

std::optional<Refusal> JsonContext::ReadBetween(char c) {
  switch (state_) {
    case State::ArrayStart:
      return c == ']' ? Close('[') : BeginValue(c);
    case State::ObjectStart:
    case State::Key:
      if (c == '}' && state_ == State::ObjectStart) return Close('{');
      if (c != '"') return kKeyMissing;
      is_key_ = true;
      state_ = State::String;
      return std::nullopt;
    case State::Colon:
      if (c != ':') return kColonMissing;
      state_ = State::Value;
      return std::nullopt;
    case State::AfterValue:
      if (c == ']') return Close('[');
      if (c == '}') return Close('{');
      if (c != ',' || open_.empty()) return kCommaMissing;
      state_ = open_.back() == '{' ? State::Key : State::Value;
      return std::nullopt;
    default:
      return BeginValue(c);
  }
}

std::optional<Refusal> JsonContext::BeginValue(char c) {
  if (c == '"') {
    state_ = State::String;
  } else if (c == '[' || c == '{') {
    if (open_.size() >= limits::kNesting) return kTooDeep;
    open_ += c;
    state_ = c == '[' ? State::ArrayStart : State::ObjectStart;
  } else if (IsOneOf(c, ",]}:")) {
    return kValueMissing;
  } else {
    scalar_ = c;
    state_ = State::Scalar;
  }
  return std::nullopt;
}

std::optional<Refusal> JsonContext::ReadInString(char c) {
  if (state_ == State::StringHex) {
    if (!IsHexDigit(c)) return kBadEscape;
    if (++hex_digits_ == 4) {
      hex_digits_ = 0;
      state_ = State::String;
    }
  } else if (state_ == State::StringEscape) {
    if (!IsOneOf(c, "\"\\/bfnrtu")) return kBadEscape;
    state_ = c == 'u' ? State::StringHex : State::String;
  } else if (c == '"') {
    EndString();
  } else if (c == '\\') {
    state_ = State::StringEscape;
  } else if (IsControl(c)) {
    return kControlInString;
  }
  return std::nullopt;
}

void JsonContext::EndString() {
  state_ = is_key_ ? State::Colon : State::AfterValue;
  is_key_ = false;
}

std::optional<Refusal> JsonContext::EndScalar() {
  if (!IsScalar(scalar_)) return kBadScalar;
  scalar_.clear();
  state_ = State::AfterValue;
  return std::nullopt;
}

std::optional<Refusal> JsonContext::Close(char bracket) {
  if (open_.empty() || open_.back() != bracket) return kWrongBracket;
  open_.pop_back();
  state_ = State::AfterValue;
  return std::nullopt;
}

Decision JsonContext::Hole() {
  switch (state_) {
    case State::String:
      return Escaper::JsonString;
    case State::Value:
    case State::ArrayStart:
      state_ = State::AfterValue;
      return Escaper::JsonValue;
    case State::ObjectStart:
    case State::Key:
      return Refusal{"where a JSON key must stand", "put it inside quotes"};
    case State::Colon:
      return kColonMissing;
    case State::AfterValue:
      return Refusal{"behind a JSON value", kPutInQuotes};
    case State::StringEscape:
    case State::StringHex:
      return Refusal{"inside an escape of a JSON string", "an escape may not depend on data"};
    case State::Scalar:
      return Refusal{"inside a JSON number or word", kPutInQuotes};
    case State::Broken:
      break;
  }
  return problem_;
}

std::optional<Refusal> JsonContext::Finish() const {
  switch (state_) {
    case State::Broken:
      return problem_;
    case State::String:
    case State::StringEscape:
    case State::StringHex:
      return kOpenString;
    case State::Colon:
      return kColonMissing;
    case State::Value:
      return kValueMissing;
    case State::Scalar:
      if (!IsScalar(scalar_)) return kBadScalar;
      break;
    default:
      break;
  }
  if (!open_.empty()) return kOpenBracket;
  return std::nullopt;
}

}  // namespace lsq::markup
