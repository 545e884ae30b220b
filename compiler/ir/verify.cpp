// SPDX-License-Identifier: Apache-2.0
#include "compiler/ir/verify.h"

#include "compiler/ir/names.h"
#include "compiler/ir/verify_internal.h"

namespace lsq::ir {
namespace {

Status VerifyFields(const Module& module) {
  for (const FieldImport& field : module.fields) {
    LSQ_IR_HOLDS(field.entity < module.entities.size(), "field " + field.name + " of no entity");
    LSQ_TRY_DO(VerifyType(module, field.type));
    const bool relation = field.relation_entity != UINT32_MAX;
    LSQ_IR_HOLDS(!relation || field.relation_entity < module.entities.size(),
                 "relation " + field.name + " to no entity");
    LSQ_IR_HOLDS(relation == (field.type.kind == Kind::Record), "relation " + field.name + " of another type");
  }
  return Ok();
}

Status VerifyImports(const Module& module) {
  LSQ_TRY_DO(VerifyFields(module));
  for (const OptionSetImport& set : module.option_sets) {
    LSQ_IR_HOLDS(set.values.size() == set.stable_ids.size(), "option set " + set.name + " with values but no ids");
  }
  for (const NativeImport& native : module.natives) {
    for (const Type& param : native.params) LSQ_TRY_DO(VerifyType(module, param));
    LSQ_TRY_DO(VerifyType(module, native.result));
  }
  return Ok();
}

bool InCalendar(const Constant& constant) {
  const auto day = [](time::Date date) { return time::kMinDate <= date && date <= time::kMaxDate; };
  const auto time = [](time::TimeOfDay at) { return 0 <= at.seconds && at.seconds < time::kSecondsPerDay; };
  if (const auto* date = std::get_if<time::Date>(&constant)) return day(*date);
  if (const auto* at = std::get_if<time::TimeOfDay>(&constant)) return time(*at);
  if (const auto* local = std::get_if<time::LocalDateTime>(&constant)) return day(local->date) && time(local->time);
  if (const auto* instant = std::get_if<time::Instant>(&constant)) {
    return time::kMinInstant <= *instant && *instant <= time::kMaxInstant;
  }
  return true;
}

Status VerifyConstants(const Module& module) {
  for (const Constant& constant : module.constants) {
    if (const auto* option = std::get_if<OptionConstant>(&constant)) {
      LSQ_IR_HOLDS(option->set < module.option_sets.size(), "option of no set");
      LSQ_IR_HOLDS(option->index < module.option_sets[option->set].values.size(), "option outside its set");
    }
    LSQ_IR_HOLDS(InCalendar(constant), "a time outside the calendar");
  }
  for (const Window& window : module.windows) {
    LSQ_IR_HOLDS(IsNamed(window.span) && IsNamed(window.unit), "window of no unit");
  }
  return Ok();
}

}  // namespace

Status VerifyType(const Module& module, const Type& type) {
  LSQ_IR_HOLDS(IsNamed(type.kind) && IsNamed(type.element), "a type of no kind");
  LSQ_IR_HOLDS(type.scale <= number::kScale, "a number with too many digits");
  const bool list = type.kind == Kind::List;
  const auto is = [&](Kind kind) { return type.kind == kind || (list && type.element == kind); };
  LSQ_IR_HOLDS(list || type.element == Kind::Void, "elements of what is no list");
  LSQ_IR_HOLDS(type.element != Kind::List, "a list of lists");
  const bool options = is(Kind::Option) || is(Kind::Options);
  LSQ_IR_HOLDS(options ? type.option_set < module.option_sets.size() : type.option_set == UINT32_MAX,
               "a type of no option set");
  LSQ_IR_HOLDS(is(Kind::Record) ? type.entity < module.entities.size() : type.entity == UINT32_MAX,
               "a record of no entity");
  return Ok();
}

Status Verify(const Module& module) {
  LSQ_IR_HOLDS(module.format == kFormatVersion, "another format");
  LSQ_TRY_DO(VerifyImports(module));
  LSQ_TRY_DO(VerifyConstants(module));
  for (const Function& function : module.functions) {
    const Status status = VerifyFunction(module, function);
    if (!status.ok()) return Corrupt("function " + function.name + ": " + status.error().message);
  }
  for (const Automation& automation : module.automations) {
    const Status status = VerifyAutomation(module, automation);
    if (!status.ok()) return Corrupt("automation " + automation.name + ": " + status.error().message);
  }
  for (const EmailTemplate& email : module.email_templates) {
    const Status status = VerifyEmailTemplate(module, email);
    if (!status.ok()) return Corrupt("email template " + email.name + ": " + status.error().message);
  }
  return Ok();
}

}  // namespace lsq::ir
