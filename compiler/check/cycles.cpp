// SPDX-License-Identifier: Apache-2.0
#include "compiler/check/cycles.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "compiler/text/text.h"

namespace lsq::check {

namespace kind = diagnostics::kind;
using program::Automation;

namespace {

constexpr std::string_view kUpdate = "update";
constexpr std::string_view kAddedToList = "added_to_list";
constexpr std::string_view kAddToList = "add_to_list";

// Actions that create a record, and of which entity; a trigger for new ones is started by them.
constexpr std::pair<std::string_view, std::string_view> kCreating[] = {{"post_activity", "Activity"},
                                                                       {"create_opportunity", "Opportunity"},
                                                                       {"create_task", "Task"},
                                                                       {"create_appointment", "Task"}};
constexpr std::string_view kOncePer = "once_per";

// A text by which a constant is told from others; empty for what is computed.
std::string ConstantKey(const program::Scope& scope, program::ExprId id) {
  const program::Expr& expr = scope[id];
  if (expr.op != program::Op::Const || expr.type.IsError()) return {};
  const auto& constant = std::get<program::Constant>(expr.payload);
  if (const auto* text = std::get_if<std::string>(&constant)) return "text " + *text;
  if (const auto* option = std::get_if<program::OptionValue>(&constant))
    return "option " + std::to_string(option->index);
  return {};
}

// The name that is given for a parameter, folded; empty when there is none.
std::string NameFor(const program::Scope& scope, const std::vector<program::Argument>& arguments,
                    std::string_view param) {
  for (const program::Argument& argument : arguments) {
    if (argument.param != param) continue;
    const program::Expr& value = scope[argument.value];
    if (value.op != program::Op::Const || value.type.IsError()) return {};
    const auto* name = std::get_if<std::string>(&std::get<program::Constant>(value.payload));
    return name == nullptr ? std::string() : text::Fold(*name);
  }
  return {};
}

// Automations and what lies between them: an automation leads to the fields it sets, the records it creates and the
// lists it adds to, each of these to the automations that it starts. Fields that are watched for one value have a node
// for that value, records that are awaited with one type a node for that type.
class Graph {
 public:
  explicit Graph(const program::Program& program) : program_(program) {
    edges_.resize(program.automations.size());
    for (uint32_t i = 0; i < program.automations.size(); ++i) AddWatched(i);
    for (uint32_t i = 0; i < program.automations.size(); ++i) AddSet(i);
  }

  const std::vector<std::vector<uint32_t>>& edges() const { return edges_; }
  size_t automations() const { return program_.automations.size(); }
  // Whether it sets a field that starts it to something that differs from run to run.
  bool FeedsItself(uint32_t automation) const { return feeds_itself_.count(automation) > 0; }

 private:
  uint32_t Node(const std::string& key) {
    const auto [entry, fresh] = nodes_.try_emplace(key, static_cast<uint32_t>(edges_.size()));
    if (fresh) edges_.emplace_back();
    return entry->second;
  }
  static std::string FieldKey(schema::FieldId field) { return "f" + std::to_string(field.index); }
  static std::string EntityKey(schema::EntityId entity) { return "e" + std::to_string(entity.index); }
  static std::string NewKey(schema::EntityId entity, const std::string& type) {
    return "new " + std::to_string(entity.index) + (type.empty() ? "" : " " + type);
  }
  static std::string ListKey(const std::string& list) { return "list " + list; }

  void AddWatched(uint32_t index) {
    const Automation& automation = program_.automations[index];
    const bool once = std::any_of(automation.policies.begin(), automation.policies.end(),
                                  [](const program::Policy& policy) { return policy.native == kOncePer; });
    if (once) return;
    for (const program::Trigger& trigger : automation.triggers) {
      if (trigger.native == "new" || trigger.native == "new_activity") {
        edges_[Node(NewKey(trigger.entity, text::Fold(trigger.record_type)))].push_back(index);
      } else if (trigger.native == kAddedToList) {
        edges_[Node(ListKey(NameFor(automation.scope, trigger.arguments, "list")))].push_back(index);
      }
      if (trigger.native != kUpdate) continue;
      if (trigger.watched.empty()) edges_[Node(EntityKey(trigger.entity))].push_back(index);
      for (const program::WatchedField& watched : trigger.watched) {
        const std::string to = watched.to.valid() ? ConstantKey(automation.scope, watched.to) : std::string();
        const std::string key = FieldKey(watched.field);
        edges_[Node(to.empty() ? key : key + " " + to)].push_back(index);
        if (!to.empty()) values_[key].push_back(key + " " + to);
      }
    }
  }

  void AddSet(uint32_t index) {
    const Automation& automation = program_.automations[index];
    for (const program::StepBlock& block : automation.scope.blocks) {
      for (const program::Step& step : block.steps) {
        if (const auto* set = std::get_if<program::SetStep>(&step.node)) AddAssignments(index, set->assignments);
        if (const auto* action = std::get_if<program::ActionStep>(&step.node)) AddAction(index, *action);
      }
    }
  }

  void AddAction(uint32_t index, const program::ActionStep& action) {
    const program::Scope& scope = program_.automations[index].scope;
    if (action.native == kAddToList) Connect(index, ListKey(NameFor(scope, action.arguments, "list")), false);
    for (const auto& [native, name] : kCreating) {
      const auto entity = program_.catalog.FindEntity(name);
      if (action.native != native || !entity) continue;
      const std::string type = NameFor(scope, action.arguments, "type");
      Connect(index, NewKey(*entity, ""), true);
      if (!type.empty()) Connect(index, NewKey(*entity, type), true);
      return;  // what it sets is set in the new record, which no update is about
    }
    AddAssignments(index, action.assignments);
  }

  void AddAssignments(uint32_t index, const std::vector<program::Assignment>& assignments) {
    const Automation& automation = program_.automations[index];
    for (const program::Assignment& assignment : assignments) {
      const std::string key = FieldKey(assignment.field);
      const std::string value = ConstantKey(automation.scope, assignment.value);
      Connect(index, key, value.empty());
      Connect(index, EntityKey(program_.catalog.field(assignment.field).entity), value.empty());
      if (!value.empty()) {
        Connect(index, key + " " + value, false);
      } else if (const auto watched = values_.find(key); watched != values_.end()) {
        for (const std::string& each : watched->second) Connect(index, each, true);
      }
    }
  }

  void Connect(uint32_t automation, const std::string& key, bool computed) {
    const auto node = nodes_.find(key);
    if (node == nodes_.end()) return;  // nobody watches it
    edges_[automation].push_back(node->second);
    const auto& started = edges_[node->second];
    if (computed && std::find(started.begin(), started.end(), automation) != started.end()) {
      feeds_itself_.emplace(automation, true);
    }
  }

  const program::Program& program_;
  std::vector<std::vector<uint32_t>> edges_;  // by node; automations first
  std::map<std::string, uint32_t> nodes_;
  std::map<std::string, std::vector<std::string>> values_;  // of a field: the nodes of its watched values
  std::map<uint32_t, bool> feeds_itself_;
};

// Tarjan's components, without recursion. Gives the component of each node.
std::vector<uint32_t> Components(const std::vector<std::vector<uint32_t>>& edges) {
  constexpr uint32_t kNew = UINT32_MAX;
  const size_t count = edges.size();
  std::vector<uint32_t> order(count, kNew), low(count), component(count, kNew), stack;
  struct Frame {
    uint32_t node;
    size_t next;
  };
  uint32_t visited = 0, components = 0;
  for (uint32_t root = 0; root < count; ++root) {
    if (order[root] != kNew) continue;
    std::vector<Frame> path{{root, 0}};
    while (!path.empty()) {
      const uint32_t node = path.back().node;
      if (path.back().next == 0) {
        order[node] = low[node] = visited++;
        stack.push_back(node);
      }
      if (path.back().next < edges[node].size()) {
        const uint32_t to = edges[node][path.back().next++];
        if (order[to] == kNew) {
          path.push_back({to, 0});
        } else if (component[to] == kNew) {
          low[node] = std::min(low[node], order[to]);
        }
        continue;
      }
      if (low[node] == order[node]) {
        for (uint32_t last = kNew; last != node;) {
          last = stack.back();
          stack.pop_back();
          component[last] = components;
        }
        ++components;
      }
      path.pop_back();
      if (!path.empty()) low[path.back().node] = std::min(low[path.back().node], low[node]);
    }
  }
  return component;
}

// The shortest way from `start` back to it within its component; automations only.
std::vector<uint32_t> WayRound(const Graph& graph, const std::vector<uint32_t>& component, uint32_t start) {
  std::map<uint32_t, uint32_t> from;
  std::vector<uint32_t> open{start};
  for (size_t i = 0; i < open.size(); ++i) {
    for (const uint32_t to : graph.edges()[open[i]]) {
      if (component[to] != component[start] || !from.emplace(to, open[i]).second) continue;
      open.push_back(to);
    }
    if (from.count(start) > 0) break;
  }
  std::vector<uint32_t> way;
  if (from.count(start) == 0) return way;
  for (uint32_t node = start; way.empty() || node != start;) {
    node = from.at(node);
    if (node < graph.automations()) way.push_back(node);
  }
  std::reverse(way.begin(), way.end());
  return way;
}

}  // namespace

void ReportCycles(const program::Program& program, diagnostics::Sink& sink) {
  const Graph graph(program);
  const std::vector<uint32_t> component = Components(graph.edges());
  std::map<uint32_t, bool> reported;
  for (uint32_t i = 0; i < program.automations.size(); ++i) {
    if (reported.count(component[i]) > 0) continue;
    const std::vector<uint32_t> way = WayRound(graph, component, i);
    if (way.empty() || (way.size() == 1 && !graph.FeedsItself(i))) continue;
    reported.emplace(component[i], true);
    std::string names;
    for (const uint32_t each : way) names += "\"" + program.automations[each].name + "\" -> ";
    auto report =
        sink.Report(kind::TriggerCycle, program.automations[i].at, {names + "\"" + program.automations[i].name + "\""});
    for (const uint32_t each : way) {
      if (each != i) report.Label(program.automations[each].at, "part of the circle");
    }
  }
}

}  // namespace lsq::check
