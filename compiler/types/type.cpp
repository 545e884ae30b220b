// SPDX-License-Identifier: Apache-2.0
#include "compiler/types/type.h"

#include <algorithm>
#include <array>

namespace lsq::types {

namespace {

template <typename T>
uint32_t Intern(std::vector<T>& store, T value) {
  const auto found = std::find(store.begin(), store.end(), value);
  if (found != store.end()) return static_cast<uint32_t>(found - store.begin());
  store.push_back(std::move(value));
  return static_cast<uint32_t>(store.size() - 1);
}

}  // namespace

std::string_view WordFor(NameKind kind) {
  static constexpr std::array<std::string_view, 18> kWords = {
      "user",      "role",     "group",    "team",       "list",         "email",
      "sms",       "webhook",  "lapp",     "activity",   "account type", "opportunity type",
      "task type", "calendar", "campaign", "automation", "table",        "form"};
  return kWords.at(static_cast<size_t>(kind));
}

std::span<const NamedType> NamedTypes() {
  static constexpr std::array kTypes = {
      NamedType{"Text", kText},
      NamedType{"Email", Text(TextKind::Email)},
      NamedType{"Phone", Text(TextKind::Phone)},
      NamedType{"Url", Text(TextKind::Url)},
      NamedType{"TimeZone", Text(TextKind::Zone)},
      NamedType{"Html", Text(TextKind::Html)},
      NamedType{"Secret", Text(TextKind::Secret)},
      NamedType{"JsonText", Text(TextKind::Json)},
      NamedType{"FormText", Text(TextKind::FormBody)},
      NamedType{"Number", kNumber},
      NamedType{"Bool", kBool},
      NamedType{"Date", kDate},
      NamedType{"DateTime", kDateTime},
      NamedType{"Time", kTime},
      NamedType{"Duration", kDuration},
      NamedType{"Reply", Type{Kind::Reply}},
      NamedType{"UserName", Name(NameKind::User)},
      NamedType{"RoleName", Name(NameKind::Role)},
      NamedType{"GroupName", Name(NameKind::Group)},
      NamedType{"TeamName", Name(NameKind::Team)},
      NamedType{"ListName", Name(NameKind::List)},
      NamedType{"EmailTemplate", Name(NameKind::EmailTemplate)},
      NamedType{"SmsTemplate", Name(NameKind::SmsTemplate)},
      NamedType{"WebhookName", Name(NameKind::Webhook)},
      NamedType{"LappName", Name(NameKind::Lapp)},
      NamedType{"ActivityType", Name(NameKind::ActivityType)},
      NamedType{"AccountType", Name(NameKind::AccountType)},
      NamedType{"OpportunityType", Name(NameKind::OpportunityType)},
      NamedType{"TaskType", Name(NameKind::TaskType)},
      NamedType{"CalendarName", Name(NameKind::Calendar)},
      NamedType{"CampaignName", Name(NameKind::Campaign)},
      NamedType{"AutomationName", Name(NameKind::Automation)},
      NamedType{"TableName", Name(NameKind::Table)},
      NamedType{"FormName", Name(NameKind::Form)},
      NamedType{"SentEmail", Handle(HandleKind::SentEmail)},
      NamedType{"SentSms", Handle(HandleKind::SentSms)},
      NamedType{"CreatedTask", Handle(HandleKind::Task)},
      NamedType{"PostedWebhook", Handle(HandleKind::Webhook)},
      NamedType{"PostedActivity", Handle(HandleKind::Activity)},
  };
  return kTypes;
}

std::optional<Type> FindNamedType(std::string_view word) {
  for (const NamedType& named : NamedTypes()) {
    if (named.word == word) return named.type;
  }
  return std::nullopt;
}

std::string_view WordFor(Type type) {
  if (type.Is(Kind::Number)) return "Number";
  for (const NamedType& named : NamedTypes()) {
    if (named.type == type.Required()) return named.word;
  }
  return {};
}

Type TypeStore::List(Type element) {
  return {Kind::List, false, Intern(elements_, element)};
}

Type TypeStore::Element(Type list) const {
  LSQ_CHECK(list.Is(Kind::List), "element of something that is no list");
  return elements_.at(list.arg);
}

Type TypeStore::Shape(std::vector<ShapeMember> members) {
  return {Kind::Shape, false, Intern(shapes_, std::move(members))};
}

const std::vector<ShapeMember>& TypeStore::Members(Type shape) const {
  LSQ_CHECK(shape.Is(Kind::Shape), "members of something that is no shape");
  return shapes_.at(shape.arg);
}

}  // namespace lsq::types
