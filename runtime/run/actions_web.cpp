// SPDX-License-Identifier: Apache-2.0
// Webhooks, Lapps and actions of the host: posted, waited for, their reply kept.
#include "compiler/number/decimal.h"
#include "runtime/run/card.h"

namespace lsq::run {

namespace {

using value::Json;

// How many more attempts; none when it is not said.
uint64_t Retries(const Value& value) {
  const auto* number = value.As<number::Decimal>();
  const auto count = number ? number::ToInt64(*number) : std::nullopt;
  return count && *count > 0 ? static_cast<uint64_t>(*count) : 0;
}

// The record the run is about, as it is now, where the card gives no body.
Json CurrentData(Walk& walk) {
  const Record* subject = walk.Subject();
  return subject ? JsonOf(*subject) : Json(Json::Object{});
}

struct Content {
  const char* param;
  const char* type;
};
constexpr Content kContents[] = {
    {"json", "application/json"}, {"form", "application/x-www-form-urlencoded"}, {"text", "text/plain"}};

// A name, then its value or secret, in the order in which they stand in the source.
Json::Array HeadersOf(Card& card) {
  Json::Array headers;
  Json name;
  for (const ir::Argument& argument : card.action.arguments) {
    if (argument.param == "name") name = Plain(card.walk.Evaluate(argument.value));
    if (argument.param != "value" && argument.param != "secret") continue;
    headers.push_back(Json(Json::Array{name, Plain(card.walk.Evaluate(argument.value))}));
  }
  return headers;
}

// `name` is the param with the webhook's or Lapp's name.
Next Post(Card& card, std::string_view kind, std::string_view param) {
  Walk& walk = card.walk;
  const std::string name = card.TextOf(param);
  trace::Line line = card.Line(kind);
  line.Text(param, name);
  Json::Object body{{std::string(param), Text(name)}};
  const auto& webhooks = walk.setting().schema.webhooks;
  if (const auto address = webhooks.find(name); address != webhooks.end()) {
    body.emplace_back("url", Text(address->second));
  }
  Json::Array headers = HeadersOf(card);
  if (!headers.empty()) body.emplace_back("headers", Json(std::move(headers)));
  bool given = false;
  for (const Content& content : kContents) {
    if (!card.Has(content.param)) continue;
    Evaluated text = card.Get(content.param);
    body.emplace_back("content_type", Text(content.type));
    body.emplace_back("body", Plain(text.value));
    line.Value("body", Plain(text.value), text.from);
    given = true;
  }
  if (!given) {
    body.emplace_back("content_type", Text(kContents[0].type));
    body.emplace_back("body", Text(PrintJson(CurrentData(walk))));
  }
  const uint64_t retries = Retries(card.Get("retries").value);
  if (retries > 0) body.emplace_back("retries", Json(value::JsonNumber{std::to_string(retries)}));
  if (walk.failed()) return walk.TakeFailure();
  walk.Trace(line);
  return card.ParkOn(kind, Json(std::move(body)));
}

Next PostWebhook(Card& card) {
  return Post(card, "call_webhook", "webhook");
}
Next CallLapp(Card& card) {
  return Post(card, "call_lapp", "lapp");
}

constexpr ActionNative kActions[] = {{"post_webhook", PostWebhook}, {"call_lapp", CallLapp}};

}  // namespace

std::span<const ActionNative> WebActions() {
  return kActions;
}

Next PerformHostAction(Card& card) {
  Walk& walk = card.walk;
  trace::Line line = card.Line(card.action.native);
  Json::Object arguments;
  for (const ir::Argument& argument : card.action.arguments) {
    Evaluated value = walk.EvaluateTraced(argument.value);
    arguments.emplace_back(argument.param, Plain(value.value));
    line.Value(argument.param, Plain(value.value), std::move(value.from));
  }
  std::vector<std::pair<std::string, Evaluated>> seen;
  walk.FieldsOf(card.action.assignments, seen);
  for (auto& [name, value] : seen) {
    arguments.emplace_back(name, Plain(value.value));
    line.Value(name, Plain(value.value), std::move(value.from));
  }
  if (walk.failed()) return walk.TakeFailure();
  walk.Trace(line);
  return card.ParkOn(card.action.native, Json(Json::Object{{"arguments", Json(std::move(arguments))}}));
}

}  // namespace lsq::run
