// SPDX-License-Identifier: Apache-2.0
// Mails, text messages and notices. Everything that can be refused is refused before the intent is committed.
#include "compiler/base/limits.h"
#include "compiler/text/text.h"
#include "runtime/run/card.h"
#include "runtime/run/sent_mail.h"

namespace lsq::run {

namespace {

using value::Json;

constexpr std::string_view kCcOrigin = "Web:Email:One2One";  // QEM-8

const ir::EmailTemplate* FindTemplate(const Walk& walk, std::string_view name) {
  for (const ir::EmailTemplate& email : walk.module().email_templates) {
    if (email.name == name) return &email;
  }
  return nullptr;
}

// A local part and a domain of two labels at least, without blanks. What a provider refuses beyond that is an outcome.
bool IsMailAddress(std::string_view address) {
  const size_t at = address.rfind('@');
  if (at == std::string_view::npos || at == 0 || address.find_first_of(" \t\r\n<>,;\"") != std::string_view::npos) {
    return false;
  }
  const std::string_view domain = address.substr(at + 1);
  const size_t dot = domain.rfind('.');
  return address.find('@') == at && dot != std::string_view::npos && dot > 0 && dot + 1 < domain.size() &&
         domain.find("..") == std::string_view::npos && domain.front() != '.';
}

bool Forbids(const Record& who, std::string_view field) {
  const auto* flag = who.Get(field).As<bool>();
  return flag && *flag;
}

Failure DoNotContact(const char* code, const char* what) {
  return {code, std::string("the lead does not want ") + what, "suppressed"};
}

// One part of a mail, without emoji (C-MM-20).
struct Part {
  std::string text;
  std::vector<trace::Origin> from;
  bool stripped = false;
};
Part RenderPart(Walk& walk, const ir::EmailTemplate& email, ir::FunctionId function, const Record& who) {
  Evaluated rendered = walk.Render(email, function, who);
  const auto* text = rendered.value.As<std::string>();
  text::StrippedText stripped = text::StripEmoji(text ? *text : std::string());
  return {std::move(stripped.text), std::move(rendered.from), stripped.stripped};
}

Json Addresses(const std::vector<std::string>& addresses) {
  Json::Array array;
  for (const std::string& address : addresses) array.push_back(Text(address));
  return Json(std::move(array));
}

std::vector<std::string> TextsOf(const Value& value) {
  std::vector<std::string> texts;
  if (const auto* text = value.As<std::string>()) texts.push_back(*text);
  if (const auto* list = value.As<value::List>()) {
    for (const Value& each : *list) {
      if (const auto* text = each.As<std::string>()) texts.push_back(*text);
    }
  }
  return texts;
}

// Whoever is copied in and is not known becomes a lead (QEM-8); blind copies do not (C-QEM-1).
void CaptureCopies(Walk& walk, const std::vector<std::string>& cc) {
  for (const std::string& address : cc) {
    const auto known = walk.setting().store.Find("Lead", {{"EmailAddress", Value::Text(address)}}, 1);
    if (!known.ok()) return walk.Stop(known.error());
    if (!known->empty()) continue;
    Happening happening;
    happening.fields = {{"EmailAddress", Value::Text(address)}, {"Origin", Value::Text(kCcOrigin)}};
    const RecordKey key{"Lead", walk.MakeId("L")};
    walk.Create(key, happening.fields, "new", happening);
  }
}

// The user whose name the mail bears: as the card says, else the owner, else the account's sender (C-MM-18).
const Record* SenderOf(Card& card, const Record& who) {
  if (card.Has("sender")) return card.RecordOf("sender");
  const std::string owner = FieldText(who, "OwnerId");
  const std::string& id = owner.empty() ? card.walk.setting().schema.default_sender : owner;
  return id.empty() ? nullptr : card.walk.Find({"User", id});
}

struct Mail {
  const ir::EmailTemplate* email = nullptr;
  std::string to;
  Part subject, body;
  std::vector<std::string> cc, bcc, attachments;
  std::optional<time::Instant> at;
};

Json BodyOf(Card& card, const Mail& mail, const Record& who) {
  Json::Object body{{"to", Addresses({mail.to})}};
  if (!mail.cc.empty()) body.emplace_back("cc", Addresses(mail.cc));
  if (!mail.bcc.empty()) body.emplace_back("bcc", Addresses(mail.bcc));
  if (const Record* sender = SenderOf(card, who)) body.emplace_back("from", Contact(*sender));
  body.emplace_back("template", Text(mail.email->name));
  body.emplace_back("entity", Text(who.key.entity));
  body.emplace_back("record", Text(who.key.id));
  body.emplace_back("subject", Text(mail.subject.text));
  body.emplace_back(mail.email->html ? "html" : "text", Text(mail.body.text));
  if (!mail.attachments.empty()) body.emplace_back("attachments", Addresses(mail.attachments));
  if (card.Flag("deliver_at_most_once")) body.emplace_back("at_most_once", Json(true));
  return Json(std::move(body));
}

void TraceMail(Card& card, const Mail& mail, const Record& who) {
  trace::Line line = card.Line("send_email");
  line.Text("template", mail.email->name);
  if (mail.at) line.Text("due", time::ToString(*mail.at));
  if (mail.subject.stripped || mail.body.stripped) line.Text("note", "W_EMOJI_STRIPPED");
  line.Value("to", Text(mail.to), {{who.key.entity, who.key.id, "EmailAddress"}});
  line.Value("subject", Text(mail.subject.text), mail.subject.from);
  line.Value("body", Text(mail.body.text), mail.body.from);
  if (!mail.cc.empty()) line.Value("cc", Addresses(mail.cc));
  if (!mail.bcc.empty()) line.Value("bcc", Addresses(mail.bcc));
  card.walk.Trace(line);
}

Next SendEmail(Card& card) {
  Walk& walk = card.walk;
  const Record* who = card.RecordOf("who");
  Mail mail{.email = FindTemplate(walk, card.TextOf("template"))};
  if (walk.failed()) return walk.TakeFailure();
  if (!who) return Next::Fail("F_NO_RECIPIENT", "there is nobody to send the mail to");
  if (!mail.email) return Next::Fail("F_UNKNOWN_EMAIL", "there is no such template");
  if (Forbids(*who, "DoNotEmail")) return Next::Fail(DoNotContact("F_DO_NOT_EMAIL", "mail"));
  mail.to = text::Trim(FieldText(*who, "EmailAddress"));
  if (!IsMailAddress(mail.to)) return Next::Fail("F_EMAIL_INVALID", "the mail address is missing or not valid");
  mail.cc = TextsOf(card.Get("cc").value);
  mail.bcc = TextsOf(card.Get("bcc").value);
  for (const Evaluated& file : card.All("file")) {
    for (std::string& name : TextsOf(file.value)) mail.attachments.push_back(std::move(name));
  }
  const Value at = card.Get("time").value;
  if (const auto* instant = at.As<time::Instant>()) mail.at = *instant;
  mail.subject = RenderPart(walk, *mail.email, mail.email->subject, *who);
  mail.body = RenderPart(walk, *mail.email, mail.email->body, *who);
  if (walk.failed()) return walk.TakeFailure();
  if (card.Has("time") && !mail.at) return Next::Fail("F_DATE_MISSING", "when to send is empty");
  for (const auto& copies : {mail.cc, mail.bcc}) {
    for (const std::string& address : copies) {
      if (!IsMailAddress(address)) return Next::Fail("F_EMAIL_INVALID", "`" + address + "` is no mail address");
    }
  }
  TraceMail(card, mail, *who);
  Json body = BodyOf(card, mail, *who);
  CaptureCopies(walk, mail.cc);
  if (!mail.at || *mail.at <= walk.now()) return card.ParkOn("send_email", std::move(body));
  walk.SetLocal(card.action.result, Value::Text(walk.AddIntent("send_email", std::move(body), *mail.at)));
  return card.Done();
}

Next FinishMail(Card& card, const store::Effect& effect) {
  card.walk.SetLocal(card.action.result, Value::Text(effect.key));
  return card.Done();
}

// A mail that has not left yet never does; one that has is a failure.
Next CancelEmail(Card& card) {
  Walk& walk = card.walk;
  const std::string key = card.TextOf("mail");
  if (walk.failed()) return walk.TakeFailure();
  auto effect = walk.setting().store.ReadEffect(key);
  if (!effect.ok()) {
    walk.Stop(effect.error());
    return Next::Park();
  }
  if (!*effect || (*effect)->state != store::EffectState::Intent) {
    return Next::Fail("F_ALREADY_SENT", "the mail has left already");
  }
  (*effect)->state = store::EffectState::Failed;
  (*effect)->outcome = R"({"reason":"F_CANCELLED"})";
  walk.delta().outcomes.push_back(**effect);
  walk.Trace(card.Line("cancel_email").Text("key", key));
  return card.Done();
}

// A message to the phone of a lead, by one of two channels.
Next SendText(Card& card, std::string_view kind) {
  Walk& walk = card.walk;
  const Record* who = card.RecordOf("who");
  Evaluated message = card.Get("message");
  if (walk.failed()) return walk.TakeFailure();
  if (!who) return Next::Fail("F_NO_RECIPIENT", "there is nobody to send the message to");
  if (Forbids(*who, "DoNotSMS")) return Next::Fail(DoNotContact("F_DO_NOT_SMS", "messages"));
  const char* field = FieldText(*who, "Phone").empty() ? "Mobile" : "Phone";
  const std::string phone(text::Trim(FieldText(*who, field)));
  if (phone.empty()) return Next::Fail("F_PHONE_MISSING", "the lead has no phone number");
  trace::Line line = card.Line(kind);
  line.Value("to", Text(phone), {{who->key.entity, who->key.id, field}});
  line.Value("message", Plain(message.value), message.from);
  walk.Trace(line);
  Json::Object body{{"to", Text(phone)},
                    {"entity", Text(who->key.entity)},
                    {"record", Text(who->key.id)},
                    {"message", Plain(message.value)}};
  if (card.Flag("deliver_at_most_once")) body.emplace_back("at_most_once", Json(true));
  return card.ParkOn(kind, Json(std::move(body)));
}

Next SendSms(Card& card) {
  return SendText(card, "send_sms");
}
Next SendWhatsapp(Card& card) {
  return SendText(card, "send_whatsapp");
}

Next Notify(Card& card) {
  Walk& walk = card.walk;
  const Record* who = card.RecordOf("who");
  Evaluated message = card.Get("message");
  const Value copies = card.Get("cc").value;
  if (walk.failed()) return walk.TakeFailure();
  if (!who) return Next::Fail("F_NO_RECIPIENT", "there is nobody to tell");
  if (!IsActive(*who)) return Next::Fail("F_USER_INACTIVE", "the user is deactivated");
  Json::Array cc;
  if (const auto* list = copies.As<value::List>()) {
    for (const Value& each : *list) {
      const auto* ref = each.As<value::RecordRef>();
      const Record* user = ref ? walk.Find({ref->entity, ref->id}) : nullptr;
      if (user && IsActive(*user)) cc.push_back(Contact(*user));
    }
  }
  trace::Line line = card.Line("notify");
  line.Value("to", Text(who->key.id)).Value("message", Plain(message.value), message.from);
  walk.Trace(line);
  Json::Object body{{"to", Json(Json::Array{Contact(*who)})}};
  if (!cc.empty()) body.emplace_back("cc", Json(std::move(cc)));
  body.emplace_back("message", Plain(message.value));
  return card.ParkOn("notify", Json(std::move(body)));
}

constexpr ActionNative kActions[] = {
    {"send_email", SendEmail, FinishMail},
    {"cancel_email", CancelEmail},
    {"send_sms", SendSms, FinishMail},
    {"send_whatsapp", SendWhatsapp},
    {"notify", Notify},
};

}  // namespace

std::span<const ActionNative> MessageActions() {
  return kActions;
}

// ---- Mails that have left -------------------------------------------------------------------------------------------

namespace {

std::string MemberText(const Json& json, std::string_view name) {
  const Json* member = json.Find(name);
  const std::string* text = member ? member->As<std::string>() : nullptr;
  return text ? *text : std::string();
}

}  // namespace

Status AddSentMail(store::Delta& delta, const store::Effect& effect, const Schema& schema, time::Instant now) {
  LSQ_TRY(const Json body, value::ParseJson(effect.body));
  const RecordKey to{MemberText(body, "entity"), MemberText(body, "record")};
  const std::string email_template = MemberText(body, "template");
  const auto write = [&](RecordKey key, uint64_t expected, Fields fields) {
    delta.writes.push_back({std::move(key), expected, std::move(fields), {}, false, {}});
  };
  write({std::string(kSentEmail), effect.key}, 0,
        {{"Template", Value::Text(email_template)}, {"To", Value::Text(TopicKey(to))}, {"SentOn", Value(now)}});
  write(LastMailKey(to, email_template), store::kAnyVersion, {{"Mail", Value::Text(effect.key)}});
  const RecordKey activity{"Activity", "A-" + effect.key};
  const EntityRules* rules = schema.Find(activity.entity);
  Fields fields = {{"Type", Value::Text("EmailSent")},
                   {"At", Value(now)},
                   {"CreatedOn", Value(now)},
                   {"ModifiedOn", Value(now)},
                   {"Mail", Value::Text(effect.key)}};
  if (!email_template.empty()) fields.emplace("Note", Value::Text(email_template));
  if (rules && !rules->key.empty()) fields.emplace(rules->key, Value::Text(activity.id));
  if (to.entity == "Lead") fields.emplace("ProspectID", Value::Text(to.id));
  write(activity, 0, std::move(fields));
  Happening happening;
  happening.name = "EmailSent";
  happening.applied = true;
  happening.about = to;
  delta.events.push_back({0, "engine", "sent-" + effect.key, now, "activity", activity, Print(happening)});
  return Ok();
}

}  // namespace lsq::run
