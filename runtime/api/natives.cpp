// SPDX-License-Identifier: Apache-2.0
#include <deque>

#include "compiler/base/match.h"
#include "runtime/api/handles.h"

namespace lsq::api {

namespace {

// An argument as the host sees it; texts that are made for it lie in `made`.
lsq_value ArgumentOf(const value::Value& value, std::deque<std::string>& made) {
  return Match(
      value.variant(), [](bool yes) { return lsq_value{LSQ_BOOL, yes ? 1 : 0, {}}; },
      [&](const number::Decimal& number) {
        return lsq_value{LSQ_NUMBER, 0, TextOf(made.emplace_back(number::Print(number)))};
      },
      [](const std::string& text) { return lsq_value{LSQ_TEXT, 0, TextOf(text)}; },
      [](const time::Date& date) { return lsq_value{LSQ_DATE, date.days, {}}; },
      [](const time::Instant& instant) { return lsq_value{LSQ_DATETIME, instant.micros, {}}; },
      [](const time::TimeOfDay& time) { return lsq_value{LSQ_TIME, time.seconds, {}}; },
      [](const auto&) { return lsq_value{}; });  // no other kind is in a signature
}

value::Kind KindOf(lsq_kind kind) {
  switch (kind) {
    case LSQ_DATE:
      return value::Kind::Date;
    case LSQ_DATETIME:
      return value::Kind::DateTime;
    case LSQ_TIME:
      return value::Kind::Time;
    default:
      return value::Kind::Any;
  }
}

Result<value::Value> Call(lsq_function function, void* user, std::span<const value::Value> args) {
  std::deque<std::string> made;
  std::vector<lsq_value> given;
  for (const value::Value& arg : args) given.push_back(ArgumentOf(arg, made));
  lsq_value result{};
  lsq_text reason{};
  if (function(user, given.data(), given.size(), &result, &reason) != LSQ_OK) {
    const std::string_view said = ViewOf(reason);
    return Error{"host", std::string(said.empty() ? "a function of the host failed" : said)};
  }
  return value::ReadJson(JsonOf(result), KindOf(result.kind));
}

}  // namespace

Result<std::shared_ptr<const builtins::HostNatives>> NativesOf(const lsq_native* natives, size_t count) {
  auto all = std::make_shared<builtins::HostNatives>();
  for (size_t i = 0; i < count; ++i) {
    const lsq_native& native = natives[i];
    const std::string name = StringOf(native.name);
    const std::string signature = StringOf(native.signature);
    if (native.function == nullptr) return Error{"null_argument", "`" + name + "` has no function"};
    if (!builtins::IsHostSignature(signature)) {
      return Error{"native_signature",
                   "`" + signature + "` is no signature: write the types, as in `Text, Number -> Text`"};
    }
    const auto body = [function = native.function, user = native.user](std::span<const value::Value> args) {
      return Call(function, user, args);
    };
    if (!all->emplace(name, builtins::HostNative{signature, body}).second) {
      return Error{"native_twice", "`" + name + "` is given twice"};
    }
  }
  return std::shared_ptr<const builtins::HostNatives>(std::move(all));
}

}  // namespace lsq::api
