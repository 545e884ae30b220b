// SPDX-License-Identifier: Apache-2.0
// Performing a card: finding its native, waiting for outcomes, and what all actions share.
#include "compiler/text/text.h"
#include "runtime/run/card.h"

namespace lsq::run {

using store::EffectState;

namespace {

const ActionNative* FindNative(std::string_view name) {
  for (const auto natives : {MessageActions(), RecordActions(), MergeActions(), DistributeActions(), WebActions()}) {
    for (const ActionNative& native : natives) {
      if (native.name == name) return &native;
    }
  }
  return nullptr;
}

std::string MemberOf(std::string_view json, std::string_view name) {
  const auto parsed = value::ParseJson(json);
  const value::Json* member = parsed.ok() ? parsed->Find(name) : nullptr;
  const std::string* text = member ? member->As<std::string>() : nullptr;
  return text ? *text : std::string();
}

// The outcome is there: the run goes on, or fails like a card that could not be performed.
Next Finish(Card& card, const ActionNative* native) {
  Walk& walk = card.walk;
  const auto effect = walk.setting().store.ReadEffect(walk.wait().effect);
  if (!effect.ok()) {
    walk.Stop(effect.error());
    return Next::Park();
  }
  if (!*effect) {
    walk.Stop({"corrupt", "a run waits for an effect that is not there"});
    return Next::Park();
  }
  const store::Effect& outcome = **effect;
  if (outcome.state == EffectState::Unknown) {
    return Next::Fail({"F_UNKNOWN_OUTCOME", "whether it was performed is not known", "unknown outcome"});
  }
  if (outcome.state != EffectState::Done) {
    const std::string reason = MemberOf(outcome.outcome, "reason");
    return Next::Fail(reason.empty() ? "F_NOT_PERFORMED" : reason, "it was refused");
  }
  if (native && native->finish) return native->finish(card, outcome);
  walk.SetLocal(card.action.result, Value::Text(MemberOf(outcome.outcome, "reply")));
  return card.Done();
}

}  // namespace

Next PerformAction(Walk& walk, const ir::Step& step, const ir::ActionStep& action, bool resumed) {
  Card card(walk, step, action);
  const ActionNative* native = FindNative(action.native);
  if (resumed) return Finish(card, native);
  return native ? native->perform(card) : PerformHostAction(card);
}

// ---- Arguments ------------------------------------------------------------------------------------------------------

const ir::Argument* Card::Find(std::string_view param) const {
  for (const ir::Argument& argument : action.arguments) {
    if (argument.param == param) return &argument;
  }
  return nullptr;
}

bool Card::Has(std::string_view param) const {
  return Find(param) != nullptr;
}

Evaluated Card::Get(std::string_view param) {
  const ir::Argument* argument = Find(param);
  return argument ? walk.EvaluateTraced(argument->value) : Evaluated{};
}

std::vector<Evaluated> Card::All(std::string_view param) {
  std::vector<Evaluated> all;
  for (const ir::Argument& argument : action.arguments) {
    if (argument.param == param) all.push_back(walk.EvaluateTraced(argument.value));
  }
  return all;
}

std::string Card::TextOf(std::string_view param) {
  const Value value = Get(param).value;
  const auto* text = value.As<std::string>();
  return text ? *text : std::string();
}

const Record* Card::RecordOf(std::string_view param) {
  const Value value = Get(param).value;
  const auto* ref = value.As<value::RecordRef>();
  return ref ? walk.Find({ref->entity, ref->id}) : nullptr;
}

Next Card::ParkOn(std::string_view kind, value::Json body) {
  WaitState& wait = walk.wait();
  wait = {};
  wait.since = walk.now();
  wait.effect = walk.AddIntent(kind, std::move(body), walk.now());
  store::Run& run = walk.run();
  run.wake = store::Wake::Outcome;
  run.state = store::RunState::Waiting;
  run.due.reset();
  return Next::Park();
}

// ---- Users and records ----------------------------------------------------------------------------------------------

bool IsActive(const Record& user) {
  const auto* active = user.Get("IsActive").As<bool>();
  return !active || *active;
}

const Record* FindUser(Walk& walk, std::string_view name) {
  if (text::IsBlank(name)) return nullptr;
  const auto found = walk.view().FindUser(name, walk.setting().context);
  if (!found.ok()) walk.Stop(found.error());
  return found.ok() ? *found : nullptr;
}

std::string FieldText(const Record& record, std::string_view field) {
  const auto* text = record.Get(field).As<std::string>();
  return text ? *text : std::string();
}

value::Json Contact(const Record& user) {
  value::Json::Object contact{{"id", Text(user.key.id)}};
  for (const auto& [member, field] : {std::pair{"name", "FirstName"}, {"address", "EmailAddress"}}) {
    if (std::string text = FieldText(user, field); !text.empty()) contact.emplace_back(member, Text(text));
  }
  return value::Json(std::move(contact));
}

value::Json JsonOf(const Record& record) {
  value::Json::Object object{{"id", Text(record.key.id)}};
  for (const auto& [name, value] : record.fields) object.emplace_back(name, Plain(value));
  return value::Json(std::move(object));
}

}  // namespace lsq::run
