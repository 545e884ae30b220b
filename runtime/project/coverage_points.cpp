// SPDX-License-Identifier: Apache-2.0
#include "runtime/project/coverage_points.h"

#include <algorithm>
#include <map>

#include "compiler/base/match.h"
#include "runtime/run/witness.h"

namespace lsq::project {

namespace {

using program::ExprId;
using program::Op;
using program::Scope;

constexpr size_t kTextBytes = 60;  // of the source, in what is printed

class Collector {
 public:
  explicit Collector(const driver::Compilation& compilation) : compilation_(compilation) {}

  std::vector<Point> Take() {
    const program::Program& program = compilation_.program;
    for (const program::Automation& automation : program.automations) Add(automation);
    for (const program::EmailTemplate& email : program.email_templates) {
      Values(email.scope, {email.subject, email.body});
    }
    for (const program::Function& function : program.functions) {
      if (IsOwn(function.at)) Values(function.scope, {function.body});
    }
    return std::move(points_);
  }

 private:
  // The inputs come first among the files; behind them stand the library and the schema.
  bool IsOwn(const source::Location& at) const { return at.file.index < compilation_.trees.size(); }

  uint32_t LineOf(const source::Location& at) const {
    return compilation_.files[at.file].PositionAt(at.span.begin).line;
  }

  // The source, as one line.
  std::string TextOf(const source::Location& at) const {
    std::string text;
    for (const char c : compilation_.files[at.file].Slice(at.span)) {
      const bool blank = c == ' ' || c == '\n' || c == '\r' || c == '\t';
      if (!blank) text += c;
      if (blank && !text.empty() && text.back() != ' ') text += ' ';
    }
    if (text.size() <= kTextBytes) return text;
    size_t end = kTextBytes;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    return text.substr(0, end) + "…";
  }

  // ---- Expressions

  void Values(const Scope& scope, const std::vector<ExprId>& exprs) {
    for (const ExprId expr : exprs) Value(scope, expr);
  }

  // Finds the choices below an expression.
  void Value(const Scope& scope, ExprId id) {
    if (!id.valid()) return;
    const program::Expr& expr = scope[id];
    if (expr.op == Op::If) {
      Choice(scope, expr);
      return Values(scope, {expr.args[1], expr.args[2]});
    }
    Values(scope, expr.args);
  }

  void Choice(const Scope& scope, const program::Expr& expr) {
    const program::Expr& condition = scope[expr.args[0]];
    Point point{Point::Kind::Choice, condition.at, {}, Condition(scope, expr.args[0])};
    const std::string text = "`" + TextOf(condition.at) + "`";
    point.ways = {{LineOf(condition.at), text + " chosen"}, {LineOf(condition.at), "else of " + text}};
    points_.push_back(std::move(point));
  }

  // Takes a condition apart into what holds or not by itself.
  Formula Condition(const Scope& scope, ExprId id) {
    Formula formula;
    if (!id.valid()) return {.constant = true, .is_constant = true};
    const program::Expr& expr = scope[id];
    if (expr.op == Op::And || expr.op == Op::Or || expr.op == Op::Not) {
      formula.op = expr.op;
      for (const ExprId part : expr.args) formula.parts.push_back(Condition(scope, part));
      return formula;
    }
    if (expr.op == Op::Const) {
      const auto* constant = std::get_if<program::Constant>(&expr.payload);
      const bool* holds = constant != nullptr ? std::get_if<bool>(constant) : nullptr;
      return {.constant = holds != nullptr && *holds, .is_constant = true};
    }
    Values(scope, expr.args);
    formula.atom = Atom(expr.at);
    return formula;
  }

  // What is written once is one point, however often it is looked at.
  size_t Atom(const source::Location& at) {
    const auto [known, is_new] = atoms_.try_emplace({at.file.index, at.span.begin, at.span.end}, points_.size());
    if (!is_new) return known->second;
    const std::string text = "`" + TextOf(at) + "`";
    points_.push_back(
        {Point::Kind::Condition, at, {{LineOf(at), text + " is yes"}, {LineOf(at), text + " is no"}}, {}});
    return known->second;
  }

  // ---- Automations

  void Add(const program::Automation& automation) {
    const Scope& scope = automation.scope;
    Condition(scope, automation.when);
    Condition(scope, automation.exit_when);
    for (const program::StepBlock& block : scope.blocks) {
      for (const program::Step& step : block.steps) {
        Match(step.node, [&](const auto& node) { Add(scope, step, node); });
      }
    }
  }

  void Add(const Scope& scope, const program::Step& step, const program::IfStep& node) {
    Point point{Point::Kind::Step, step.at, {}, {}};
    for (const program::IfStep::Arm& arm : node.arms) {
      const source::Location& at = scope[arm.condition].at;
      point.ways.push_back({LineOf(at), "if `" + TextOf(at) + "`"});
    }
    const bool has_else = node.otherwise.valid() && !scope[node.otherwise].steps.empty();
    const uint32_t line = has_else ? LineOf(scope[node.otherwise].steps[0].at) : LineOf(step.at);
    point.ways.push_back({line, has_else ? "else" : "if, where no condition holds"});
    points_.push_back(std::move(point));
    for (const program::IfStep::Arm& arm : node.arms) Condition(scope, arm.condition);
  }
  void Add(const Scope& scope, const program::Step& step, const program::IfExistsStep& node) {
    const uint32_t line = LineOf(step.at);
    points_.push_back({Point::Kind::Step, step.at, {{line, "search: found"}, {line, "search: not found"}}, {}});
    Condition(scope, node.where);
  }
  void Add(const Scope& scope, const program::Step& step, const program::WaitStep& node) {
    const uint32_t line = LineOf(step.at);
    Point point{Point::Kind::Step, step.at, std::vector<Way>(run::kPast + 1, Way{line, "", 0}), {}};
    point.ways[run::kHappened].what = "wait: over";
    if (node.at_most.valid()) point.ways[run::kTimedOut].what = "wait: timed out";
    if (const auto* until = std::get_if<program::WaitStep::UntilInstant>(&node.until)) {
      const program::Expr& instant = scope[until->instant];
      if (instant.op != Op::Const) point.ways[run::kPast].what = "wait: the date has passed";
      if (instant.type.optional) point.ways[run::kEmpty].what = "wait: the date is empty";
      Value(scope, until->instant);
    }
    points_.push_back(std::move(point));
    if (const auto* until = std::get_if<program::WaitStep::ForDuration>(&node.until)) Value(scope, until->duration);
    if (const auto* until = std::get_if<program::WaitStep::UntilCondition>(&node.until)) {
      Condition(scope, until->condition);
    }
    if (const auto* until = std::get_if<program::WaitStep::UntilEvents>(&node.until)) {
      for (const program::WaitStep::Event& event : until->events) Condition(scope, event.where);
    }
    Values(scope, {node.zone, node.default_zone, node.at_most});
  }
  void Add(const Scope& scope, const program::Step&, const program::ActionStep& node) {
    for (const program::Argument& argument : node.arguments) {
      if (argument.candidate.valid()) {
        Condition(scope, argument.value);
      } else {
        Value(scope, argument.value);
      }
    }
    Assigned(scope, node.assignments);
  }
  void Add(const Scope& scope, const program::Step&, const program::SetStep& node) {
    Assigned(scope, node.assignments);
  }
  void Add(const Scope& scope, const program::Step&, const program::LetStep& node) { Value(scope, node.value); }
  void Add(const Scope& scope, const program::Step&, const program::ExitStep& node) { Value(scope, node.reason); }

  void Assigned(const Scope& scope, const std::vector<program::Assignment>& assignments) {
    for (const program::Assignment& assignment : assignments) Value(scope, assignment.value);
  }

  const driver::Compilation& compilation_;
  std::vector<Point> points_;
  std::map<std::tuple<uint32_t, uint32_t, uint32_t>, size_t> atoms_;
};

}  // namespace

std::vector<Point> CoveragePoints(const driver::Compilation& compilation) {
  return Collector(compilation).Take();
}

}  // namespace lsq::project
