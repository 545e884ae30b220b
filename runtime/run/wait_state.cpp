// SPDX-License-Identifier: Apache-2.0
#include "runtime/run/wait_state.h"

#include "compiler/number/decimal.h"
#include "runtime/value/json.h"

namespace lsq::run {

namespace {

using value::Json;

Error Corrupt() {
  return {"corrupt", "a wait of a run cannot be read"};
}

Result<std::string> Text(const Json& json, std::string_view name) {
  const Json* member = json.Find(name);
  if (!member) return std::string();
  const std::string* text = member->As<std::string>();
  if (!text) return Corrupt();
  return *text;
}

Result<std::optional<time::Instant>> Instant(const Json& json, std::string_view name) {
  LSQ_TRY(const std::string text, Text(json, name));
  if (text.empty()) return std::optional<time::Instant>();
  LSQ_TRY(const time::Instant instant, time::ParseInstant(text));
  return std::optional(instant);
}

Result<Arrival> ArrivalOf(const Json& json) {
  Arrival arrival;
  LSQ_TRY(arrival.activity.entity, Text(json, "entity"));
  LSQ_TRY(arrival.activity.id, Text(json, "id"));
  LSQ_TRY(arrival.type, Text(json, "type"));
  LSQ_TRY(const auto at, Instant(json, "at"));
  if (at) arrival.at = *at;
  return arrival;
}

}  // namespace

std::string Print(const WaitState& state) {
  Json::Object object;
  const auto text = [&](const char* name, const std::string& value) {
    if (!value.empty()) object.emplace_back(name, Json(value));
  };
  text("effect", state.effect);
  text("since", time::ToString(state.since));
  if (state.until) text("until", time::ToString(*state.until));
  if (state.deadline) text("deadline", time::ToString(*state.deadline));
  text("local", state.local);
  if (!state.seen.empty()) {
    Json::Array seen;
    for (const uint32_t index : state.seen) seen.push_back(Json(value::JsonNumber{std::to_string(index)}));
    object.emplace_back("seen", Json(std::move(seen)));
  }
  if (!state.arrived.empty()) {
    Json::Array arrived;
    for (const Arrival& arrival : state.arrived) {
      arrived.push_back(Json(Json::Object{{"entity", Json(arrival.activity.entity)},
                                          {"id", Json(arrival.activity.id)},
                                          {"type", Json(arrival.type)},
                                          {"at", Json(time::ToString(arrival.at))}}));
    }
    object.emplace_back("arrived", Json(std::move(arrived)));
  }
  return PrintJson(Json(std::move(object)));
}

Result<WaitState> ParseWaitState(std::string_view text) {
  WaitState state;
  if (text.empty()) return state;
  LSQ_TRY(const Json json, value::ParseJson(text));
  LSQ_TRY(state.effect, Text(json, "effect"));
  LSQ_TRY(const auto since, Instant(json, "since"));
  if (since) state.since = *since;
  LSQ_TRY(state.until, Instant(json, "until"));
  LSQ_TRY(state.deadline, Instant(json, "deadline"));
  LSQ_TRY(state.local, Text(json, "local"));
  const Json* seen = json.Find("seen");
  for (const Json& each : seen && seen->As<Json::Array>() ? *seen->As<Json::Array>() : Json::Array{}) {
    const auto* digits = each.As<value::JsonNumber>();
    const auto index = digits ? number::ToInt64(number::Parse(digits->digits).value) : std::nullopt;
    if (!index || *index < 0 || *index > UINT32_MAX) return Corrupt();
    state.seen.push_back(static_cast<uint32_t>(*index));
  }
  const Json* arrived = json.Find("arrived");
  for (const Json& each : arrived && arrived->As<Json::Array>() ? *arrived->As<Json::Array>() : Json::Array{}) {
    LSQ_TRY(Arrival arrival, ArrivalOf(each));
    state.arrived.push_back(std::move(arrival));
  }
  return state;
}

}  // namespace lsq::run
