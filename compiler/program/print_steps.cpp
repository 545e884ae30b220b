// SPDX-License-Identifier: Apache-2.0
#include "compiler/program/print_steps.h"

#include "compiler/base/match.h"
#include "compiler/program/printer.h"

namespace lsq::program {

namespace {

std::string_view OtherwiseName(Otherwise otherwise) {
  static constexpr std::string_view kNames[] = {"fail", "exit", "continue", "block"};
  return kNames[static_cast<size_t>(otherwise)];
}

}  // namespace

std::string StepPrinter::Expr(ExprId id) const {
  return PrintExpr(scope_, catalog_, id);
}

void StepPrinter::Line(size_t depth, const std::string& text) {
  out_.append(2 * depth, ' ').append(text).append("\n");
}

void StepPrinter::Labelled(size_t depth, const std::string& label, ExprId id) {
  if (id.valid()) Line(depth, label + " " + Expr(id));
}

void StepPrinter::Assignments(const std::vector<Assignment>& assignments, size_t depth) {
  for (const Assignment& each : assignments) {
    Line(depth, catalog_.field(each.field).name + " = " + Expr(each.value));
  }
}

void StepPrinter::Arguments(const std::vector<Argument>& arguments, size_t depth) {
  for (const Argument& each : arguments) {
    const std::string about = each.candidate.valid() ? " (about #" + std::to_string(each.candidate.index) + ")" : "";
    Line(depth, each.param + about + ": " + Expr(each.value));
  }
}

void StepPrinter::Handlers(const std::vector<Handler>& handlers, size_t depth) {
  for (const Handler& each : handlers) {
    Line(depth, "on " + each.name + (each.block.valid() ? "" : " continue"));
    Block(each.block, depth + 1);
  }
}

void StepPrinter::Block(BlockId id, size_t depth) {
  if (!id.valid()) return;
  for (const Step& step : scope_[id].steps) {
    Match(step.node, [&](const auto& node) { Print(node, depth); });
  }
}

void StepPrinter::Print(const ActionStep& step, size_t depth) {
  const std::string result = step.result ? " as #" + std::to_string(step.result->index) : "";
  Line(depth, "action " + step.native + result);
  Arguments(step.arguments, depth + 1);
  Assignments(step.assignments, depth + 1);
  Handlers(step.handlers, depth + 1);
}

void StepPrinter::Print(const IfStep& step, size_t depth) {
  for (const IfStep::Arm& arm : step.arms) {
    Line(depth, (&arm == step.arms.data() ? "if " : "else if ") + Expr(arm.condition));
    Block(arm.block, depth + 1);
  }
  if (!step.otherwise.valid()) return;
  Line(depth, "else");
  Block(step.otherwise, depth + 1);
}

void StepPrinter::Print(const IfExistsStep& step, size_t depth) {
  Line(depth, "if exists " + catalog_.entity(step.entity).name + " as #" + std::to_string(step.match.index));
  Labelled(depth + 1, "where", step.where);
  Block(step.then, depth + 1);
  if (!step.otherwise.valid()) return;
  Line(depth, "else");
  Block(step.otherwise, depth + 1);
}

void StepPrinter::Print(const WaitStep& step, size_t depth) {
  Match(
      step.until,
      [&](const WaitStep::ForDuration& wait) {
        std::string text = "wait " + Expr(wait.duration);
        if (wait.weekday) text += " on " + std::string(time::ToString(*wait.weekday));
        if (wait.at) text += " at " + time::ToString(*wait.at);
        Line(depth, text);
      },
      [&](const WaitStep::UntilInstant& wait) {
        Line(depth, "wait until " + Expr(wait.instant) + ", if empty " + std::string(OtherwiseName(wait.if_empty)) +
                        ", if past " + std::string(OtherwiseName(wait.if_past)));
      },
      [&](const WaitStep::UntilEvents& wait) {
        Line(depth, wait.all ? "wait until all of" : "wait until any of");
        for (const WaitStep::Event& event : wait.events) {
          std::string text = event.name;
          if (event.handle) text += " #" + std::to_string(event.handle->index);
          if (!event.activity_type.empty()) text += " \"" + event.activity_type + "\"";
          Line(depth + 1, text);
          Labelled(depth + 2, "where", event.where);
        }
      },
      [&](const WaitStep::UntilCondition& wait) {
        Line(depth, "wait until " + Expr(wait.condition));
        for (const FieldId field : wait.watched) Line(depth + 1, "watches " + catalog_.field(field).name);
      });
  Labelled(depth + 1, "timezone", step.zone);
  Labelled(depth + 1, "timezone default", step.default_zone);
  if (step.at_most.valid()) {
    Line(depth + 1, "at most " + Expr(step.at_most) + ", else " + std::string(OtherwiseName(step.on_time_out)));
  }
  Block(step.block, depth + 1);
  if (!step.time_out_block.valid()) return;
  Line(depth, "timed out");
  Block(step.time_out_block, depth + 1);
}

void StepPrinter::Print(const SetStep& step, size_t depth) {
  Line(depth, "set of " + Expr(step.record));
  Assignments(step.assignments, depth + 1);
}

void StepPrinter::Print(const LetStep& step, size_t depth) {
  Line(depth, "let #" + std::to_string(step.local.index) + " = " + Expr(step.value));
}

void StepPrinter::Print(const ExitStep& step, size_t depth) {
  Line(depth, step.reason.valid() ? "exit because " + Expr(step.reason) : "exit");
}

}  // namespace lsq::program
