// SPDX-License-Identifier: Apache-2.0
#include "runtime/value/value.h"

#include <iterator>

#include "compiler/text/text.h"
#include "runtime/value/secret.h"

namespace lsq::value {
namespace {

constexpr std::string_view kKindNames[] = {"value",         "yes or no",   "number",   "text",   "date",
                                           "date and time", "time of day", "duration", "record", "list"};
// By alternative of Value::Variant.
constexpr Kind kKinds[] = {Kind::Any,      Kind::Bool, Kind::Number,   Kind::Text,   Kind::Date,
                           Kind::DateTime, Kind::Time, Kind::Duration, Kind::Record, Kind::List};
static_assert(std::size(kKinds) == std::variant_size_v<Value::Variant>);

constexpr std::string_view kSentinelText = "0001-01-01 00:00:00";

Result<Value> NormaliseText(std::string text) {
  if (text::FindNul(text)) return Error{"value_nul", "the text holds a NUL character"};
  if (HoldsSecretMark(text)) return Error{"value_mark", "the text holds a reserved character (U+FDD0, U+FDD1)"};
  if (const auto bad = text::ValidateUtf8(text)) {
    return Error{"value_utf8", "the text is not valid UTF-8 at byte " + std::to_string(*bad)};
  }
  if (text::IsBlank(text) || text == kSentinelText) return Value();
  return Value(std::move(text));
}

Result<Value> NormaliseList(List list) {
  List kept;
  for (Value& element : list) {
    LSQ_TRY(Value value, Normalise(std::move(element)));
    if (!value.missing()) kept.push_back(std::move(value));
  }
  if (kept.empty()) return Value();
  return Value(std::move(kept));
}

}  // namespace

bool Value::operator==(const Value& other) const {
  return variant_ == other.variant_;
}

Result<Value> Normalise(Value value) {
  Value::Variant variant = value.variant();
  if (std::string* text = std::get_if<std::string>(&variant)) return NormaliseText(std::move(*text));
  if (List* list = std::get_if<List>(&variant)) return NormaliseList(std::move(*list));
  const auto* instant = std::get_if<time::Instant>(&variant);
  if (instant && *instant == time::kMinInstant) return Value();
  return value;
}

std::string_view KindName(Kind kind) {
  return kKindNames[static_cast<size_t>(kind)];
}

std::string_view KindName(const Value& value) {
  return value.missing() ? "empty" : KindName(kKinds[value.variant().index()]);
}

}  // namespace lsq::value
