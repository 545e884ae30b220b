// SPDX-License-Identifier: Apache-2.0
// The outbox (architecture decision 8): that an effect is attempted is committed before it is, its outcome afterwards.
// Only what was being attempted when the engine died is in doubt; what honours keys is then repeated with its key, what
// must not be repeated is unknown.
#include <algorithm>

#include "compiler/number/decimal.h"
#include "runtime/engine/core.h"
#include "runtime/run/sent_mail.h"
#include "runtime/value/json.h"

namespace lsq::engine {

namespace {

using store::Effect;
using store::EffectState;
using value::Json;

Json BodyOf(const Effect& effect) {
  auto body = value::ParseJson(effect.body);
  return body.ok() ? std::move(*body) : Json();
}

bool AtMostOnce(const Effect& effect) {
  const Json body = BodyOf(effect);
  const Json* flag = body.Find("at_most_once");
  return flag && flag->As<bool>() && *flag->As<bool>();
}

uint64_t RetriesOf(const Effect& effect) {
  const Json body = BodyOf(effect);
  const Json* member = body.Find("retries");
  const auto* number = member ? member->As<value::JsonNumber>() : nullptr;
  const auto count = number ? number::ToInt64(number::Parse(number->digits).value) : std::nullopt;
  return count && *count > 0 ? static_cast<uint64_t>(*count) : 0;
}

std::string_view NameOf(EffectState state) {
  switch (state) {
    case EffectState::Intent:
      return "retry";
    case EffectState::Attempting:
      return "attempting";
    case EffectState::Done:
      return "done";
    case EffectState::Failed:
      return "failed";
    case EffectState::Unknown:
      return "unknown";
  }
  return {};
}

void Settle(Effect& effect, const host::Outcome& outcome, Instant now) {
  Json::Object result;
  if (!outcome.reply.empty()) result.emplace_back("reply", Json(outcome.reply));
  if (!outcome.reason.empty()) result.emplace_back("reason", Json(outcome.reason));
  effect.outcome = PrintJson(Json(std::move(result)));
  switch (outcome.state) {
    case host::Outcome::State::Done:
      effect.state = EffectState::Done;
      return;
    case host::Outcome::State::Failed:
      effect.state = EffectState::Failed;
      return;
    case host::Outcome::State::Unknown:
    case host::Outcome::State::Broken:
      effect.state = EffectState::Unknown;
      return;
    case host::Outcome::State::Retry:
      if (effect.attempts > RetriesOf(effect)) {
        effect.state = EffectState::Failed;
        return;
      }
      effect.state = EffectState::Intent;
      effect.due = time::PlusSeconds(now, run::RetryDelaySeconds(effect.attempts));
  }
}

// The run that is parked on the outcome goes on.
Status Wake(Core& core, const Effect& effect, Delta& delta) {
  if (effect.run == 0 || effect.state == EffectState::Intent) return Ok();
  LSQ_TRY(auto run, core.store.ReadRun(effect.run));
  if (!run || run->wake != store::Wake::Outcome) return Ok();
  LSQ_TRY(const run::WaitState wait, run::ParseWaitState(run->wait));
  if (wait.effect != effect.key) return Ok();
  run->wake = store::Wake::Ready;
  delta.runs.push_back(std::move(*run));
  return Ok();
}

Result<Delta> OutcomeOf(Core& core, const Effect& effect, const std::string& reason) {
  Delta delta;
  delta.outcomes.push_back(effect);
  trace::Line line(core.now(), "outcome");
  if (effect.run != 0) line.Number("run", effect.run);
  line.Text("effect", effect.kind).Text("key", effect.key).Text("state", NameOf(effect.state));
  line.Number("attempts", effect.attempts);
  if (!reason.empty()) line.Text("reason", reason);
  if (effect.state == EffectState::Intent) line.Text("due", time::ToString(effect.due));
  delta.trace.push_back({core.now(), effect.run == 0 ? store::kNoRun : effect.run, line.Print()});
  if (effect.state == EffectState::Done && effect.kind == "send_email") {
    LSQ_TRY_DO(run::AddSentMail(delta, effect, core.options.schema, core.now()));
  }
  LSQ_TRY_DO(Wake(core, effect, delta));
  return delta;
}

// Makes durable that the intents among `effects` are attempted, and everything before it.
Status MarkAttempting(Core& core, std::vector<Effect>& effects) {
  Delta delta;
  for (Effect& effect : effects) {
    if (effect.state != EffectState::Intent) continue;
    effect.state = EffectState::Attempting;
    ++effect.attempts;
    delta.outcomes.push_back(effect);
  }
  if (!delta.outcomes.empty()) LSQ_TRY_DO(core.Commit(std::move(delta)));
  return core.Sync();
}

host::Outcome Perform(Core& core, const Effect& effect, bool in_doubt) {
  if (in_doubt && AtMostOnce(effect)) return {host::Outcome::State::Unknown, {}, "F_UNKNOWN_OUTCOME"};
  ++core.counts.effects;
  return core.world.connector->Perform({effect.key, effect.kind, effect.body, effect.attempts, core.now()});
}

// What left in real time is not to leave again for want of one sync. In virtual time an attempt that is repeated is the
// same attempt: the same key, body and instant; only what may leave at most once would be in doubt for nothing.
bool IsUrgent(const Core& core, const std::vector<Effect>& effects) {
  return !core.world.clock->is_virtual() || std::any_of(effects.begin(), effects.end(), AtMostOnce);
}

}  // namespace

Result<size_t> StepEffects(Core& core) {
  LSQ_TRY(std::vector<Effect> effects, core.store.DueEffects(core.now(), core.options.batch));
  if (effects.empty()) return size_t{0};
  std::vector<bool> in_doubt;  // were being attempted when somebody died
  for (const Effect& effect : effects) in_doubt.push_back(effect.state == EffectState::Attempting);
  LSQ_TRY_DO(MarkAttempting(core, effects));
  for (size_t i = 0; i < effects.size(); ++i) {
    const host::Outcome outcome = Perform(core, effects[i], in_doubt[i]);
    if (outcome.state == host::Outcome::State::Broken) {
      LSQ_TRY_DO(core.Sync());
      return Error{"connector", outcome.reason};
    }
    Settle(effects[i], outcome, core.now());
    LSQ_TRY(Delta delta, OutcomeOf(core, effects[i], outcome.reason));
    LSQ_TRY(const Committed committed, core.Commit(std::move(delta)));
    if (committed.outcome != CommitOutcome::Committed) {
      return Error{"corrupt", "the outcome of " + effects[i].key + " was refused: " + committed.detail};
    }
  }
  if (IsUrgent(core, effects)) LSQ_TRY_DO(core.Sync());
  return effects.size();
}

}  // namespace lsq::engine
