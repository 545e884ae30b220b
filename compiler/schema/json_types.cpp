// SPDX-License-Identifier: Apache-2.0
#include "compiler/schema/json_types.h"

#include <algorithm>
#include <array>

namespace lsq::schema {

namespace {

using types::Kind;
using types::kText;
using types::TextKind;

constexpr Type kOption{Kind::Option};
constexpr Type kOptions{Kind::Options};

constexpr std::array kTypes = {
    // As the language says it; the first word of a type is the one that is written.
    JsonType{"Text", kText},
    JsonType{"Email", types::Text(TextKind::Email)},
    JsonType{"Phone", types::Text(TextKind::Phone)},
    JsonType{"Url", types::Text(TextKind::Url)},
    JsonType{"TimeZone", types::Text(TextKind::Zone)},
    JsonType{"Html", types::Text(TextKind::Html)},
    JsonType{"Number", types::kNumber},
    JsonType{"Bool", types::kBool},
    JsonType{"Date", types::kDate},
    JsonType{"DateTime", types::kDateTime},
    JsonType{"Time", types::kTime},
    JsonType{"Select", kOption},
    JsonType{"MultiSelect", kOptions},
    // As the CRM's interfaces say it.
    JsonType{"Boolean", types::kBool},
    JsonType{"CheckBox", types::kBool},
    JsonType{"RadioButton", types::kBool},
    JsonType{"Website", types::Text(TextKind::Url)},
    JsonType{"Textbox", kText},
    JsonType{"TextArea", kText, true},
    JsonType{"String", kText},
    JsonType{"Title", kText},
    JsonType{"Country", kText},
    JsonType{"IP", kText},
    JsonType{"GeoLocation", kText},
    JsonType{"File", kText},
    JsonType{"Product", kText},
    JsonType{"CustomObject", kText},
    JsonType{"Currency", types::kNumber},
    JsonType{"DueDate", types::kDateTime},
    JsonType{"Dropdown", kOption},
    JsonType{"DropdownWithOthers", kOption, false, true},
    JsonType{"SearchableDropdown", kOption},
    JsonType{"PickList", kOption},
    JsonType{"LargeOptionSet", kOption},
};

constexpr std::array kNameLists = {
    JsonNames{"users", NameKind::User},
    JsonNames{"roles", NameKind::Role},
    JsonNames{"groups", NameKind::Group},
    JsonNames{"teams", NameKind::Team},
    JsonNames{"lists", NameKind::List},
    JsonNames{"emailTemplates", NameKind::EmailTemplate},
    JsonNames{"smsTemplates", NameKind::SmsTemplate},
    JsonNames{"webhooks", NameKind::Webhook},
    JsonNames{"lapps", NameKind::Lapp},
    JsonNames{"activityTypes", NameKind::ActivityType},
    JsonNames{"accountTypes", NameKind::AccountType},
    JsonNames{"opportunityTypes", NameKind::OpportunityType},
    JsonNames{"taskTypes", NameKind::TaskType},
    JsonNames{"calendars", NameKind::Calendar},
    JsonNames{"campaigns", NameKind::Campaign},
    JsonNames{"automations", NameKind::Automation},
    JsonNames{"tables", NameKind::Table},
    JsonNames{"forms", NameKind::Form},
};

bool EqualsIgnoringCase(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
    return lower(x) == lower(y);
  });
}

}  // namespace

std::span<const JsonType> JsonTypes() {
  return kTypes;
}

const JsonType* FindJsonType(std::string_view word) {
  for (const JsonType& type : kTypes) {
    if (EqualsIgnoringCase(type.word, word)) return &type;
  }
  return nullptr;
}

std::span<const JsonNames> JsonNameLists() {
  return kNameLists;
}

}  // namespace lsq::schema
