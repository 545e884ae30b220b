// SPDX-License-Identifier: Apache-2.0
// Values in JSON: what the world writes (ReadJson, ReadText) and what we write for ourselves (ToStored, FromStored).
#include <string>

#include "compiler/base/match.h"
#include "compiler/text/text.h"
#include "runtime/value/json.h"

#include <algorithm>
#include "runtime/value/print.h"

namespace lsq::value {
namespace {

Error WrongType(std::string_view text, Kind kind) {
  return {"value_type", "`" + std::string(text.substr(0, 100)) + "` is not a " + std::string(KindName(kind))};
}

Result<Value> ReadNumber(std::string_view digits) {
  const number::Parsed parsed = number::Parse(digits);
  if (parsed.ok()) return Value(parsed.value);
  if (parsed.error == number::ParseError::NotANumber) return WrongType(digits, Kind::Number);
  return Error{"value_range", "`" + std::string(digits.substr(0, 100)) + "` has more than 18 digits before the point"};
}

Result<Value> ReadBool(std::string_view text) {
  for (const std::string_view yes : {"1", "true", "yes"}) {
    if (text::EqualsFolded(text, yes)) return Value(true);
  }
  for (const std::string_view no : {"0", "false", "no"}) {
    if (text::EqualsFolded(text, no)) return Value(false);
  }
  return WrongType(text, Kind::Bool);
}

// The wire writes dates with a time of midnight, too.
Result<Value> ReadDate(std::string_view text) {
  const auto date = time::ParseDate(text);
  if (date.ok()) return Value(*date);
  const auto local = time::ParseLocalDateTime(text);
  if (local.ok()) return *local == time::kMissingSentinel ? Value() : Value(local->date);
  return date.error();
}

Result<Value> ReadDateTime(std::string_view text) {
  if (const auto local = time::ParseLocalDateTime(text); local.ok()) {
    return Normalise(Value(time::FromUnixSeconds(time::ToCivilSeconds(*local))));
  }
  LSQ_TRY(const time::Instant instant, time::ParseInstant(text));
  return Normalise(Value(instant));
}

Result<Value> ReadList(std::string_view text) {
  List list;
  while (true) {
    const size_t end = text.find(';');
    list.push_back(Value::Text(text::Trim(text.substr(0, end))));
    if (end == std::string_view::npos) return Normalise(Value(std::move(list)));
    text.remove_prefix(end + 1);
  }
}

template <typename T>
Result<Value> Wrap(Result<T> result) {
  if (!result.ok()) return result.error();
  return Value(*result);
}

// Of text that is neither missing nor broken.
Result<Value> ReadPresent(const std::string& text, Kind kind, std::string_view entity) {
  const std::string_view trimmed = text::Trim(text);
  switch (kind) {
    case Kind::Any:
    case Kind::Text:
      return Value(text);
    case Kind::Bool:
      return ReadBool(trimmed);
    case Kind::Number:
      return ReadNumber(trimmed);
    case Kind::Date:
      return ReadDate(trimmed);
    case Kind::DateTime:
      return ReadDateTime(trimmed);
    case Kind::Time:
      return Wrap(time::ParseTimeOfDay(trimmed));
    case Kind::Duration:
      return Wrap(time::ParseDuration(trimmed));
    case Kind::Record:
      return Value(RecordRef{std::string(entity), std::string(trimmed)});
    case Kind::List:
      return ReadList(trimmed);
  }
  return WrongType(text, kind);
}

// Whether all elements are numbers, or all are booleans.
bool IsUniform(const Json::Array& array) {
  const auto all = [&](auto is) { return std::all_of(array.begin(), array.end(), is); };
  return all([](const Json& each) { return each.As<JsonNumber>() != nullptr; }) ||
         all([](const Json& each) { return each.As<bool>() != nullptr; });
}

Result<Value> ReadArray(const Json::Array& array, Kind kind, std::string_view entity) {
  if (array.empty()) return Value();
  if (kind != Kind::Any && kind != Kind::List) return WrongType("[…]", kind);
  const Kind wanted = kind == Kind::Any || IsUniform(array) ? Kind::Any : Kind::Text;
  List list;
  for (const Json& element : array) {
    LSQ_TRY(Value value, ReadJson(element, wanted, entity));
    list.push_back(std::move(value));
  }
  return Normalise(Value(std::move(list)));
}

Json Tagged(std::string tag, std::string text) {
  return Json(Json::Object{{std::move(tag), Json(std::move(text))}});
}

Result<Value> FromTagged(const std::string& tag, const Json& content) {
  if (tag == "record") {
    const Json::Array* parts = content.As<Json::Array>();
    const bool pair = parts && parts->size() == 2 && (*parts)[0].As<std::string>() && (*parts)[1].As<std::string>();
    if (!pair) return Error{"corrupt", "a stored record reference is not two texts"};
    return Value(RecordRef{*(*parts)[0].As<std::string>(), *(*parts)[1].As<std::string>()});
  }
  const std::string* text = content.As<std::string>();
  if (!text) return Error{"corrupt", "a stored `" + tag + "` is not a text"};
  if (tag == "date") return Wrap(time::ParseDate(*text));
  if (tag == "datetime") return Wrap(time::ParseInstant(*text));
  if (tag == "time") return Wrap(time::ParseTimeOfDay(*text));
  if (tag == "duration") return Wrap(time::ParseDuration(*text));
  return Error{"corrupt", "no stored value has the kind `" + tag + "`"};
}

}  // namespace

Result<Value> ReadText(std::string_view text, Kind kind, std::string_view entity) {
  LSQ_TRY(Value value, Normalise(Value::Text(text)));
  if (value.missing()) return value;
  return ReadPresent(*value.As<std::string>(), kind, entity);
}

Result<Value> ReadJson(const Json& json, Kind kind, std::string_view entity) {
  return Match(
      json.variant(), [](std::monostate) -> Result<Value> { return Value(); },
      [&](bool yes) -> Result<Value> {
        if (kind == Kind::Any || kind == Kind::Bool) return Value(yes);
        return WrongType(yes ? "true" : "false", kind);
      },
      [&](const JsonNumber& number) -> Result<Value> {
        if (kind == Kind::Any) return ReadNumber(number.digits);
        return ReadText(number.digits, kind, entity);
      },
      [&](const std::string& text) -> Result<Value> { return ReadText(text, kind, entity); },
      [&](const Json::Array& array) -> Result<Value> { return ReadArray(array, kind, entity); },
      [&](const Json::Object&) -> Result<Value> {
        if (kind == Kind::Any || kind == Kind::Text) return ReadText(PrintJson(json), Kind::Text);
        return WrongType("{…}", kind);
      });
}

Json ToStored(const Value& value) {
  return Match(
      value.variant(), [](const Missing&) { return Json(); }, [](bool yes) { return Json(yes); },
      [](const number::Decimal& number) { return Json(JsonNumber{number::Print(number)}); },
      [](const std::string& text) { return Json(text); },
      [](const time::Date& date) { return Tagged("date", time::ToString(date)); },
      [](const time::Instant& instant) { return Tagged("datetime", time::ToString(instant)); },
      [](const time::TimeOfDay& time) { return Tagged("time", time::ToString(time)); },
      [](const time::Duration& duration) { return Tagged("duration", time::ToString(duration)); },
      [](const RecordRef& record) {
        return Json(Json::Object{{"record", Json(Json::Array{Json(record.entity), Json(record.id)})}});
      },
      [](const List& list) {
        Json::Array array;
        for (const Value& element : list) array.push_back(ToStored(element));
        return Json(std::move(array));
      });
}

Result<Value> FromStored(const Json& json) {
  return Match(
      json.variant(), [](std::monostate) -> Result<Value> { return Value(); },
      [](bool yes) -> Result<Value> { return Value(yes); },
      [](const JsonNumber& number) -> Result<Value> { return ReadNumber(number.digits); },
      [](const std::string& text) -> Result<Value> { return Value(text); },
      [](const Json::Array& array) -> Result<Value> {
        List list;
        for (const Json& element : array) {
          LSQ_TRY(Value value, FromStored(element));
          list.push_back(std::move(value));
        }
        return Value(std::move(list));
      },
      [](const Json::Object& object) -> Result<Value> {
        if (object.size() != 1) return Error{"corrupt", "a stored value has not exactly one kind"};
        return FromTagged(object[0].first, object[0].second);
      });
}

std::string PrintFields(const Fields& fields) {
  Json::Object object;
  for (const auto& [name, value] : fields) object.emplace_back(name, ToStored(value));
  return PrintJson(Json(std::move(object)));
}

Result<Fields> ParseFields(std::string_view json) {
  LSQ_TRY(const Json parsed, ParseJson(json));
  const Json::Object* object = parsed.As<Json::Object>();
  if (!object) return Error{"corrupt", "stored fields are not an object"};
  Fields fields;
  for (const auto& [name, member] : *object) {
    LSQ_TRY(Value value, FromStored(member));
    if (!value.missing()) fields.insert_or_assign(name, std::move(value));
  }
  return fields;
}

Json ToPlain(const Value& value) {
  return Match(
      value.variant(), [](const Missing&) { return Json(); }, [](bool yes) { return Json(yes); },
      [](const number::Decimal& number) { return Json(JsonNumber{number::Print(number)}); },
      [](const std::string& text) { return Json(text); },
      [](const time::Instant& instant) { return Json(time::ToString(instant)); },
      [](const RecordRef& record) { return Json(record.id); },
      [](const List& list) {
        Json::Array array;
        for (const Value& element : list) array.push_back(ToPlain(element));
        return Json(std::move(array));
      },
      [](const auto& other) { return Json(time::ToString(other)); });
}

}  // namespace lsq::value
