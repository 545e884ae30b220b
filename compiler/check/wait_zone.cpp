// SPDX-License-Identifier: Apache-2.0
// Time zones of waits and schedules (WAIT-10, WAIT-11, C-WAIT-14): a name from the list, or a value with a default.
#include "compiler/check/automation_walk.h"
#include "compiler/check/expr_internal.h"
#include "compiler/text/text.h"
#include "compiler/time/zone.h"

namespace lsq::check {

namespace {

Expected ZoneText() {
  return Expected::Of(types::Text(types::TextKind::Zone).Optional(), "a time zone");
}

void ReportNoDefault(Context& context, syntax::ExprId id) {
  const std::string& account = context.catalog.account_timezone;
  const Location at = context.At(id);
  context.sink.Report(kind::ZoneNoDefault, at, {std::string(context.Source(id))})
      .Note("records hold names that nobody knows, and empty ones")
      .Fix("add a default", {at.file, {at.span.end, at.span.end}},
           " default \"" + (account.empty() ? std::string("UTC") : account) + "\"");
}

ExprId CheckLiteral(Context& context, syntax::ExprId id, const std::string& name) {
  if (!CheckZoneName(context.sink, name, context.At(id))) return Poison(context, context.At(id));
  return MakeConstant(context, name, types::Text(types::TextKind::Zone), context.At(id));
}

}  // namespace

bool CheckZoneName(Sink& sink, const std::string& name, Location at) {
  const time::TzData zones = time::BuiltinTzData();
  if (zones.Find(name).ok()) return true;
  auto report = sink.Report(kind::ZoneUnknown, at, {name});
  std::vector<std::string_view> names = zones.ZoneNames();
  for (const time::WindowsZone& zone : time::WindowsZones()) names.push_back(zone.windows);
  report.Note("zones are named as in the IANA list, `Asia/Kolkata`, or as Windows does, `India Standard Time`");
  SuggestNearest(report, at, name, names, "\"");
  return false;
}

Zones CheckZone(Context& context, syntax::ExprId source) {
  const syntax::ExprId id = Unwrap(context.tree, source);
  if (const std::string* name = PlainText(context.tree, id)) return {CheckLiteral(context, id, *name), {}};
  if (const auto* choice = std::get_if<syntax::BinaryExpr>(&context.tree[id].node);
      choice != nullptr && choice->op == syntax::BinaryOp::Default) {
    Zones zones{CheckExpr(context, choice->left, ZoneText()), {}};
    if (const std::string* name = PlainText(context.tree, Unwrap(context.tree, choice->right))) {
      zones.fallback = CheckLiteral(context, choice->right, *name);
    } else {
      ReportNoDefault(context, choice->right);
    }
    return zones;
  }
  const ExprId zone = CheckExpr(context, id, ZoneText());
  if (TypeOf(context, zone).IsError()) return {zone, {}};
  const program::Expr& checked = context.scope[zone];
  if (checked.op == program::Op::Coalesce && context.scope[checked.args[1]].op == program::Op::Const) {
    const ExprId fallback = checked.args[1];  // of a merge: `@{Lead:TimeZone,Asia/Kolkata}`
    const auto& name = std::get<program::Constant>(context.scope[fallback].payload);
    CheckZoneName(context.sink, std::get<std::string>(name), context.scope[fallback].at);
    return {zone, fallback};
  }
  ReportNoDefault(context, id);
  return {zone, {}};
}

}  // namespace lsq::check
