// SPDX-License-Identifier: Apache-2.0
#include "compiler/lower/steps.h"

#include <unordered_map>

#include "compiler/base/match.h"

namespace lsq::lower {
namespace {

using ir::StepId;
using program::BlockId;
using program::ExprId;

ir::LocalIndex IndexOf(const std::optional<program::LocalId>& local) {
  return local ? local->index : ir::kNoLocal;
}

ir::Otherwise OtherwiseOf(program::Otherwise otherwise) {
  static_assert(static_cast<int>(program::Otherwise::Block) == static_cast<int>(ir::Otherwise::Goto));
  return static_cast<ir::Otherwise>(otherwise);
}

class StepLowerer {
 public:
  StepLowerer(Module& module, const program::Automation& automation, ir::Automation& result)
      : module_(module), source_(automation), scope_(automation.scope), result_(result) {}

  void Run() {
    Number(source_.body);
    for (const program::Handler& handler : source_.handlers) Number(handler.block);
    result_.steps.resize(count_);
    Lower(source_.body, StepId{});
    result_.entry = Entry(source_.body, StepId{});
    for (const program::Handler& handler : source_.handlers) {
      Lower(handler.block, StepId{});
      result_.handlers.push_back({handler.name, Entry(handler.block, StepId{})});
    }
    EndSegments();
  }

 private:
  // ---- Numbers: a step, then what it contains, then the next step.

  void Number(BlockId block) {
    if (!block.valid()) return;
    for (const program::Step& step : scope_[block].steps) {
      ids_[&step] = StepId{count_++};
      NumberWithin(step);
    }
  }

  void NumberWithin(const program::Step& step) {
    Match(
        step.node,
        [&](const program::ActionStep& node) {
          for (const program::Handler& handler : node.handlers) Number(handler.block);
        },
        [&](const program::IfStep& node) {
          for (const program::IfStep::Arm& arm : node.arms) Number(arm.block);
          Number(node.otherwise);
        },
        [&](const program::IfExistsStep& node) { Number(node.then), Number(node.otherwise); },
        [&](const program::WaitStep& node) { Number(node.block), Number(node.time_out_block); }, [](const auto&) {});
  }

  // Where a block begins; an absent or empty one is passed over.
  StepId Entry(BlockId block, StepId after) const {
    if (!block.valid() || scope_[block].steps.empty()) return after;
    return ids_.at(&scope_[block].steps[0]);
  }

  // ---- Steps

  void Lower(BlockId block, StepId after) {
    if (!block.valid()) return;
    const std::vector<program::Step>& steps = scope_[block].steps;
    for (size_t i = 0; i < steps.size(); ++i) {
      LowerStep(steps[i], i + 1 < steps.size() ? ids_.at(&steps[i + 1]) : after);
    }
  }

  void LowerStep(const program::Step& source, StepId next) {
    ir::Step step;
    step.label = source.label;
    step.origin = module_.imports.OriginOf(source.at);
    step.next = next;
    step.ends_segment = IsIsolated(source_, source);
    name_ = "step " + std::to_string(ids_.at(&source).index);
    const StepId id = ids_.at(&source);
    step.node = Match(source.node, [&](const auto& node) -> decltype(step.node) { return Node(node, next); });
    result_.steps[id.index] = std::move(step);
    Match(source.node, [&](const auto& node) { LowerWithin(node, next); });
  }

  ir::FunctionId Function(ExprId expr, std::string_view what) {
    return LowerFunction(module_, scope_, expr, name_ + " " + std::string(what));
  }
  ir::FunctionId IfAny(ExprId expr, std::string_view what) {
    return expr.valid() ? Function(expr, what) : ir::FunctionId{};
  }
  std::vector<ir::Assignment> Assignments(const std::vector<program::Assignment>& assignments) {
    std::vector<ir::Assignment> result;
    for (const program::Assignment& assignment : assignments) {
      const std::string& field = module_.imports.catalog().field(assignment.field).name;
      result.push_back({module_.imports.Field(assignment.field), Function(assignment.value, field)});
    }
    return result;
  }
  std::vector<uint32_t> Fields(const std::vector<schema::FieldId>& fields) {
    std::vector<uint32_t> result;
    for (const schema::FieldId field : fields) result.push_back(module_.imports.Field(field));
    return result;
  }

  ir::ActionStep Node(const program::ActionStep& source, StepId next) {
    ir::ActionStep step;
    step.native = source.native;
    step.arguments = LowerArguments(module_, scope_, source.arguments, name_);
    step.assignments = Assignments(source.assignments);
    step.entity = module_.imports.Entity(source.entity);
    step.result = IndexOf(source.result);
    for (const program::Handler& handler : source.handlers) {
      step.handlers.push_back({handler.name, Entry(handler.block, next)});
    }
    return step;
  }
  ir::BranchStep Node(const program::IfStep& source, StepId next) {
    ir::BranchStep step;
    for (const program::IfStep::Arm& arm : source.arms) {
      const std::string name = "arm " + std::to_string(step.arms.size());
      step.arms.push_back({Function(arm.condition, name), Entry(arm.block, next)});
    }
    step.otherwise = Entry(source.otherwise, next);
    return step;
  }
  ir::FindStep Node(const program::IfExistsStep& source, StepId next) {
    ir::FindStep step;
    step.entity = module_.imports.Entity(source.entity);
    step.match = source.match.index;
    step.where = IfAny(source.where, "where");
    for (const KeyExpr& key : FindKeys(scope_, source.match, source.where)) {
      step.keys.push_back({module_.imports.Field(key.field), Function(key.value, "key")});
    }
    step.then = Entry(source.then, next);
    step.otherwise = Entry(source.otherwise, next);
    return step;
  }
  ir::WaitStep Node(const program::WaitStep& source, StepId next) {
    ir::WaitStep step;
    step.until = Match(source.until, [&](const auto& until) -> decltype(step.until) { return Until(until); });
    step.zone = IfAny(source.zone, "zone");
    step.default_zone = IfAny(source.default_zone, "default zone");
    step.at_most = IfAny(source.at_most, "at most");
    step.then = Entry(source.block, next);
    step.on_time_out = OtherwiseOf(source.on_time_out);
    step.time_out = Entry(source.time_out_block, next);
    return step;
  }
  ir::SetStep Node(const program::SetStep& source, StepId) {
    return {Function(source.record, "record"), module_.imports.Entity(source.entity), Assignments(source.assignments)};
  }
  ir::LetStep Node(const program::LetStep& source, StepId) {
    return {source.local.index, Function(source.value, scope_[source.local].name)};
  }
  ir::ExitStep Node(const program::ExitStep& source, StepId) { return {IfAny(source.reason, "reason")}; }

  ir::WaitStep::ForDuration Until(const program::WaitStep::ForDuration& source) {
    return {Function(source.duration, "duration"), source.weekday, source.at};
  }
  ir::WaitStep::UntilInstant Until(const program::WaitStep::UntilInstant& source) {
    ir::WaitStep::UntilInstant until;
    until.instant = Function(source.instant, "instant");
    const program::Expr& node = scope_[source.instant];
    if (node.op == program::Op::Const) {
      const auto* local = std::get_if<time::LocalDateTime>(&std::get<program::Constant>(node.payload));
      if (local != nullptr) until.local = *local;
    }
    until.if_empty = OtherwiseOf(source.if_empty);
    until.if_past = OtherwiseOf(source.if_past);
    until.watched = Fields(FieldsRead(scope_, source_.subject, source.instant));
    return until;
  }
  ir::WaitStep::UntilEvents Until(const program::WaitStep::UntilEvents& source) {
    ir::WaitStep::UntilEvents until;
    until.all = source.all;
    for (const program::WaitStep::Event& event : source.events) {
      until.events.push_back(
          {event.name, IndexOf(event.handle), event.activity_type, event.candidate.index, IfAny(event.where, "where")});
    }
    return until;
  }
  ir::WaitStep::UntilCondition Until(const program::WaitStep::UntilCondition& source) {
    return {Function(source.condition, "condition"), Fields(source.watched)};
  }

  // ---- What steps contain

  void LowerWithin(const program::ActionStep& source, StepId next) {
    for (const program::Handler& handler : source.handlers) Lower(handler.block, next);
  }
  void LowerWithin(const program::IfStep& source, StepId next) {
    for (const program::IfStep::Arm& arm : source.arms) Lower(arm.block, next);
    Lower(source.otherwise, next);
  }
  void LowerWithin(const program::IfExistsStep& source, StepId next) {
    Lower(source.then, next);
    Lower(source.otherwise, next);
  }
  void LowerWithin(const program::WaitStep& source, StepId next) {
    Lower(source.block, next);
    Lower(source.time_out_block, next);
  }
  template <typename T>
  void LowerWithin(const T&, StepId) {}

  // An isolated step begins a segment too: what leads to one ends its own.
  void EndSegments();

  Module& module_;
  const program::Automation& source_;
  const program::Scope& scope_;
  ir::Automation& result_;
  std::string name_;  // of the step being lowered, for its functions
  uint32_t count_ = 0;
  std::unordered_map<const program::Step*, StepId> ids_;
};

std::vector<StepId> Successors(const ir::Step& step) {
  std::vector<StepId> all = {step.next};
  Match(
      step.node,
      [&](const ir::ActionStep& node) {
        for (const ir::Handler& handler : node.handlers) all.push_back(handler.entry);
      },
      [&](const ir::BranchStep& node) {
        all = {node.otherwise};
        for (const ir::BranchStep::Arm& arm : node.arms) all.push_back(arm.target);
      },
      [&](const ir::FindStep& node) { all = {node.then, node.otherwise}; },
      [&](const ir::WaitStep& node) { all = {node.then, node.time_out}; }, [&](const ir::ExitStep&) { all.clear(); },
      [](const auto&) {});
  return all;
}

void StepLowerer::EndSegments() {
  std::vector<bool> isolated;
  for (const ir::Step& step : result_.steps) isolated.push_back(step.ends_segment);
  for (ir::Step& step : result_.steps) {
    for (const StepId next : Successors(step)) {
      if (next.valid() && isolated[next.index]) step.ends_segment = true;
    }
  }
}

}  // namespace

void LowerSteps(Module& module, const program::Automation& automation, ir::Automation& result) {
  StepLowerer(module, automation, result).Run();
}

}  // namespace lsq::lower
