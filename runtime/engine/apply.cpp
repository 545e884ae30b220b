// SPDX-License-Identifier: Apache-2.0
// What an event changes: records, lists, mails that were opened.
#include "compiler/number/decimal.h"
#include "compiler/text/text.h"
#include "runtime/engine/admission.h"

namespace lsq::engine {

// False: it is refused, and said so.
Result<bool> Admission::Apply() {
  const std::string& type = event_.type;
  subject_ = event_.record;
  if (type == "schedule" || type == "ended") return true;
  if (type.starts_with("email_")) return ApplyMail(type.substr(std::string_view("email_").size()));
  if (type == "activity" && !happening_.applied) return ApplyActivity();
  if (type == "new" && !happening_.applied) return ApplyNew();
  LSQ_TRY(const Record* record, view_.Find(event_.record));
  if (!record) return Refuse("unknown_record");
  subject_ = record->key;
  const bool writes = type == "update" || type == "activity_update";
  if (writes && !happening_.applied) ApplyUpdate(*record);
  if (type == "delete") {
    view_.Erase(record->key);
    gone_ = true;
  }
  if (type == "added_to_list" && !happening_.applied) LSQ_TRY_DO(ApplyList());
  return true;
}

Result<bool> Admission::Refuse(std::string_view reason) {
  trace::Line line(event_.at, "refused");
  line.Text("source", event_.source).Text("id", event_.id).Text("type", event_.type).Record(event_.record);
  line.Text("reason", reason);
  delta_.trace.push_back({event_.at, store::kNoRun, line.Print()});
  return false;
}

void Admission::ApplyUpdate(const Record& record) {
  const RecordKey key = record.key;
  happening_.changes = run::ChangesOf(record.fields, happening_.fields);
  Fields written = happening_.fields;
  written.insert_or_assign("ModifiedOn", Value(at_));
  view_.Set(key, written);
}

Result<bool> Admission::ApplyNew() {
  LSQ_TRY(const Record* known, view_.Find(event_.record));
  if (known) {  // made before, by whoever: what differs is an update
    subject_ = known->key;
    event_.type = "update";
    ApplyUpdate(*known);
    return true;
  }
  Make(event_.record, happening_.fields);
  return true;
}

void Admission::Make(const RecordKey& key, Fields fields) {
  const run::EntityRules* rules = core_.options.schema.Find(key.entity);
  if (rules && !rules->key.empty()) fields.insert_or_assign(rules->key, Value::Text(key.id));
  fields.emplace("CreatedOn", Value(at_));
  fields.emplace("ModifiedOn", Value(at_));
  view_.Create(key, std::move(fields));
}

// The type by its name, or by the code that the CRM gives it.
std::string Admission::ActivityType() const {
  if (!happening_.name.empty()) return happening_.name;
  for (const char* field : {"Type", "ActivityEvent", "EventCode"}) {
    const auto found = happening_.fields.find(field);
    if (found == happening_.fields.end()) continue;
    if (const auto* text = found->second.As<std::string>()) return *text;
    const auto* number = found->second.As<number::Decimal>();
    const auto code = number ? number::ToInt64(*number) : std::nullopt;
    if (!code) continue;
    const auto& types = core_.options.schema.activity_types;
    const auto type = types.find(*code);
    return type == types.end() ? std::to_string(*code) : type->second;
  }
  return {};
}

Result<bool> Admission::ApplyActivity() {
  LSQ_TRY(const Record* about, view_.Find(event_.record));
  if (!about) return Refuse("unknown_record");
  happening_.about = about->key;
  happening_.name = ActivityType();
  Fields fields = happening_.fields;
  const auto code = fields.find("ActivityEvent");
  if (code != fields.end()) fields.emplace("EventCode", code->second);
  fields.insert_or_assign("Type", Value::Text(happening_.name));
  fields.emplace("At", Value(at_));
  if (about->key.entity == "Lead") fields.insert_or_assign("ProspectID", Value::Text(about->key.id));
  if (about->key.entity == "Account") fields.insert_or_assign("CompanyId", Value::Text(about->key.id));
  if (about->key.entity == "Opportunity") fields.insert_or_assign("OpportunityId", Value::Text(about->key.id));
  subject_ = {"Activity", "E" + std::to_string(event_.seq)};
  Make(subject_, std::move(fields));
  return true;
}

Status Admission::ApplyList() {
  const RecordKey key = run::MembershipKey(happening_.name, subject_);
  LSQ_TRY(const Record* membership, view_.Find(key));
  if (!membership) {
    view_.Create(key, {{"List", Value::Text(happening_.name)}, {"Member", Value::Text(run::TopicKey(subject_))}});
  }
  return Ok();
}

// `what` is "opened", "clicked" …; which mail, its key or its template says.
Result<bool> Admission::ApplyMail(const std::string& what) {
  LSQ_TRY(const std::string mail, FindMail());
  LSQ_TRY(const Record* sent,
          mail.empty() ? Result<const Record*>(nullptr) : view_.Find({std::string(run::kSentEmail), mail}));
  LSQ_TRY(const Record* who, view_.Find(event_.record));
  if (who) {
    subject_ = who->key;
    Fields fields{{"Type", Value::Text("Email" + text::TitleCase(what))}, {"At", Value(at_)}};
    fields.emplace("Note", Value::Text(happening_.name));
    if (!mail.empty()) fields.emplace("Mail", Value::Text(mail));
    if (who->key.entity == "Lead") fields.emplace("ProspectID", Value::Text(who->key.id));
    Make({"Activity", "E" + std::to_string(event_.seq)}, std::move(fields));
  }
  if (!sent) return false;  // of a mail that we did not send
  mail_ = mail;
  happening_.name = what;
  if (sent->Get(what).missing()) view_.Set(sent->key, {{what, Value(at_)}});
  return true;
}

// The newest of a template that went to the record, under the id it had then or has now.
Result<std::string> Admission::FindMail() {
  LSQ_TRY(const Record* by_key, view_.Find({std::string(run::kSentEmail), happening_.name}));
  if (by_key) return happening_.name;
  LSQ_TRY(const Record* who, view_.Find(event_.record));
  for (const RecordKey& to : {event_.record, who ? who->key : event_.record}) {
    LSQ_TRY(const Record* last, view_.Find(run::LastMailKey(to, happening_.name)));
    const auto* mail = last ? last->Get("Mail").As<std::string>() : nullptr;
    if (mail) return *mail;
  }
  return std::string();
}

}  // namespace lsq::engine
