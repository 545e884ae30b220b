// SPDX-License-Identifier: Apache-2.0
// Records that actions change and make, and lists.
#include "compiler/text/text.h"
#include "runtime/run/card.h"

namespace lsq::run {

namespace {

using value::Json;
using Seen = std::vector<std::pair<std::string, Evaluated>>;

Next UpdateRecord(Card& card, const Record* record) {
  Walk& walk = card.walk;
  Seen seen;
  const Fields fields = walk.FieldsOf(card.action.assignments, seen);
  if (walk.failed()) return walk.TakeFailure();
  if (!record) return Next::Fail("F_RECORD_GONE", "there is no record to change");
  if (auto refusal = walk.Refusal(record->key.entity, fields)) return Next::Fail(std::move(*refusal));
  TraceUpdate(walk, card.step, *record, seen);
  walk.Write(*record, fields);
  return card.Done();
}

Next Update(Card& card) {
  return UpdateRecord(card, card.RecordOf("record"));
}

// The account of the run, or of the run's lead, when it is of that type (AUP-4).
Next UpdateAccount(Card& card) {
  Walk& walk = card.walk;
  const std::string type = card.TextOf("type");
  if (walk.failed()) return walk.TakeFailure();
  const Record* account = walk.Subject();
  if (account && account->key.entity != "Account") {
    const std::string id = FieldText(*account, account->key.entity == "Lead" ? "RelatedCompanyId" : "CompanyId");
    account = id.empty() ? nullptr : walk.Find({"Account", id});
  }
  if (!account) return Next::Fail("F_NO_ACCOUNT", "the record belongs to no account");
  if (!type.empty() && !text::EqualsFolded(FieldText(*account, "Type"), type)) {
    walk.Trace(card.Line("step_skipped").Text("reason", "account_type"));
    return card.Done();
  }
  return UpdateRecord(card, account);
}

// What an activity, a task or an opportunity is about, by the fields that say so.
void Relate(Fields& fields, const Record& about) {
  const auto copy = [&](const char* field) {
    if (const std::string id = FieldText(about, field); !id.empty()) fields.emplace(field, Value::Text(id));
  };
  if (about.key.entity == "Lead") fields.emplace("ProspectID", Value::Text(about.key.id));
  if (about.key.entity == "Opportunity") fields.emplace("OpportunityId", Value::Text(about.key.id));
  if (about.key.entity == "Account") fields.emplace("CompanyId", Value::Text(about.key.id));
  if (about.key.entity == "Lead" || about.key.entity == "Account") return;
  copy("ProspectID");
  copy("OpportunityId");
}

Json KeyJson(const RecordKey& key) {
  return Json(Json::Object{{"id", Text(key.id)}});
}

// ---- Tasks ----------------------------------------------------------------------------------------------------------

struct TaskParts {
  Evaluated subject, owner, due;
};

std::optional<Failure> TaskRefusal(Card& card, const TaskParts& parts, const Record* owner, bool due_required) {
  const bool due_given = card.Has("due") || due_required;
  if (due_given && parts.due.value.missing()) return Failure{"F_DATE_MISSING", "the due date of the task is empty"};
  if (parts.subject.value.missing()) return Failure{"F_MANDATORY_EMPTY", "the subject of the task is empty"};
  if (owner && !IsActive(*owner)) return Failure{"F_USER_INACTIVE", "the owner of the task is deactivated"};
  return std::nullopt;
}

void TraceTask(Card& card, std::string_view effect, const RecordKey& key, const TaskParts& parts, const Seen& seen) {
  trace::Line line = card.Line(effect);
  line.Text("task", key.id).Value("subject", Plain(parts.subject.value), parts.subject.from);
  line.Value("owner", Plain(parts.owner.value), parts.owner.from);
  if (!parts.due.value.missing()) line.Value("due", Plain(parts.due.value), parts.due.from);
  for (const auto& [name, evaluated] : seen) line.Value(name, Plain(evaluated.value), evaluated.from);
  card.walk.Trace(line);
}

Next MakeTask(Card& card, std::string_view category, bool due_required) {
  Walk& walk = card.walk;
  TaskParts parts{card.Get("subject"), card.Get("owner"), card.Get("due")};
  Seen seen;
  Fields fields = walk.FieldsOf(card.action.assignments, seen);
  if (walk.failed()) return walk.TakeFailure();
  const Record* about = walk.Subject();
  const auto* ref = parts.owner.value.As<value::RecordRef>();
  std::string owner = ref ? ref->id : std::string();
  if (owner.empty() && about) {
    owner = FieldText(*about, "OwnerId");
    if (!owner.empty()) parts.owner = {Value::Text(owner), {{about->key.entity, about->key.id, "OwnerId"}}};
  }
  const Record* user = owner.empty() ? nullptr : walk.Find({"User", owner});
  if (auto refusal = TaskRefusal(card, parts, user, due_required)) return Next::Fail(std::move(*refusal));
  fields.emplace("Subject", parts.subject.value);
  fields.emplace("Category", Value::Text(category));
  fields.emplace("Status", Value::Text("Pending"));
  if (!parts.due.value.missing()) fields.emplace("DueDate", parts.due.value);
  if (!owner.empty()) fields.emplace("OwnerId", Value::Text(owner));
  if (about) Relate(fields, *about);
  if (auto refusal = walk.Refusal("Task", fields)) return Next::Fail(std::move(*refusal));
  const RecordKey key{"Task", walk.MakeId("T")};
  TraceTask(card, category == "Appointment" ? "create_appointment" : "create_task", key, parts, seen);
  walk.Create(key, std::move(fields), "new", {});
  walk.SetLocal(card.action.result, Value::Text(PrintJson(KeyJson(key))));
  return card.Done();
}

Next CreateTask(Card& card) {
  return MakeTask(card, "To-Do", false);
}
Next CreateAppointment(Card& card) {
  return MakeTask(card, "Appointment", true);
}

// ---- Activities and opportunities -----------------------------------------------------------------------------------

Next PostActivity(Card& card) {
  Walk& walk = card.walk;
  const std::string type = card.TextOf("type");
  const Record* who = card.RecordOf("who");
  Seen seen;
  Fields fields = walk.FieldsOf(card.action.assignments, seen);
  if (walk.failed()) return walk.TakeFailure();
  if (!who) return Next::Fail("F_RECORD_GONE", "there is no record to post the activity on");
  Happening happening;
  happening.name = type;
  happening.about = who->key;
  happening.fields = fields;
  fields.insert_or_assign("Type", Value::Text(type));
  fields.emplace("At", Value(walk.now()));
  Relate(fields, *who);
  if (auto refusal = walk.Refusal("Activity", fields)) return Next::Fail(std::move(*refusal));
  const RecordKey key{"Activity", walk.MakeId("A")};
  trace::Line line = card.Line("post_activity");
  line.Text("type", type).Text("activity", key.id).Text("target", who->key.id);
  for (const auto& [name, evaluated] : seen) line.Value(name, Plain(evaluated.value), evaluated.from);
  walk.Trace(line);
  walk.Create(key, std::move(fields), "activity", std::move(happening));
  walk.SetLocal(card.action.result, Value::Text(PrintJson(KeyJson(key))));
  return card.Done();
}

Next CreateOpportunity(Card& card) {
  Walk& walk = card.walk;
  const std::string type = card.TextOf("type");
  const Record* who = card.RecordOf("who");
  Seen seen;
  Fields fields = walk.FieldsOf(card.action.assignments, seen);
  if (walk.failed()) return walk.TakeFailure();
  if (!who) return Next::Fail("F_RECORD_GONE", "there is no lead for the opportunity");
  fields.insert_or_assign("Type", Value::Text(type));
  fields.emplace("Status", Value::Text("Open"));
  Relate(fields, *who);
  if (auto refusal = walk.Refusal("Opportunity", fields)) return Next::Fail(std::move(*refusal));
  const RecordKey key{"Opportunity", walk.MakeId("O")};
  trace::Line line = card.Line("create_opportunity");
  line.Text("type", type).Text("opportunity", key.id);
  for (const auto& [name, evaluated] : seen) line.Value(name, Plain(evaluated.value), evaluated.from);
  walk.Trace(line);
  walk.Create(key, std::move(fields), "new", {});
  return card.Done();
}

// ---- Lists ----------------------------------------------------------------------------------------------------------

Next ChangeList(Card& card, bool add) {
  Walk& walk = card.walk;
  const std::string list = card.TextOf("list");
  const Record* who = card.RecordOf("who");
  if (walk.failed()) return walk.TakeFailure();
  if (!who) return Next::Fail("F_RECORD_GONE", "there is no lead for the list");
  const RecordKey member = who->key;
  const RecordKey key = MembershipKey(list, member);
  const bool there = walk.Find(key) != nullptr;
  trace::Line line = card.Line(add ? "add_to_list" : "remove_from_list");
  line.Text("list", list).Text("target", member.id);
  if (there == add) line.Text("note", add ? "member_already" : "not_a_member");
  walk.Trace(line);
  if (there == add) return card.Done();
  if (!add) {
    walk.view().Erase(key);
    walk.Reload();
    return card.Done();
  }
  walk.view().Create(key, {{"List", Value::Text(list)}, {"Member", Value::Text(TopicKey(member))}});
  walk.Reload();
  Happening happening;
  happening.name = list;
  happening.applied = true;
  walk.Emit("added_to_list", member, std::move(happening));
  return card.Done();
}

Next AddToList(Card& card) {
  return ChangeList(card, true);
}
Next RemoveFromList(Card& card) {
  return ChangeList(card, false);
}

constexpr ActionNative kActions[] = {
    {"update", Update},
    {"update_account", UpdateAccount},
    {"create_task", CreateTask},
    {"create_appointment", CreateAppointment},
    {"post_activity", PostActivity},
    {"create_opportunity", CreateOpportunity},
    {"add_to_list", AddToList},
    {"remove_from_list", RemoveFromList},
};

}  // namespace

std::span<const ActionNative> RecordActions() {
  return kActions;
}

}  // namespace lsq::run
