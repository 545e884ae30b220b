// SPDX-License-Identifier: Apache-2.0
// Which steps want a transaction of their own (architecture decision 3).
#include <algorithm>
#include <array>
#include <string_view>

#include "compiler/base/match.h"
#include "compiler/lower/automation.h"

namespace lsq::lower {
namespace {

// Natives whose effect reaches beyond the run's own record: always, or unless this argument is that record.
struct Isolated {
  std::string_view native;
  std::string_view unless_subject;  // param; empty: always
};
constexpr auto kIsolated = std::to_array<Isolated>({
    {"merge", ""},                        // rewrites two records and what hangs on them
    {"distribute", ""},                   // a cursor and quotas that all runs share
    {"send_to_distribution_engine", ""},  // the same
    {"split_test", ""},                   // a counter
    {"update_account", ""},
    {"update", "record"},
    {"increase", "field"},
    {"decrease", "field"},
    {"add_to_list", "who"},
    {"remove_from_list", "who"},
});

// The record itself, or a field of it.
bool IsOfSubject(const program::Automation& automation, program::ExprId id) {
  const program::Expr* node = &automation.scope[id];
  if (node->op == program::Op::Field) node = &automation.scope[node->args[0]];
  return node->op == program::Op::Local && std::get<program::LocalId>(node->payload) == automation.subject;
}

bool IsIsolatedAction(const program::Automation& automation, const program::ActionStep& step) {
  const auto row =
      std::find_if(kIsolated.begin(), kIsolated.end(), [&](const Isolated& r) { return r.native == step.native; });
  if (row == kIsolated.end()) return false;
  for (const program::Argument& argument : step.arguments) {
    if (argument.param == row->unless_subject) return !IsOfSubject(automation, argument.value);
  }
  return true;
}

}  // namespace

bool IsIsolated(const program::Automation& automation, const program::Step& step) {
  return Match(
      step.node, [](const program::WaitStep&) { return true; }, [](const program::IfExistsStep&) { return true; },
      [&](const program::SetStep& set) { return !IsOfSubject(automation, set.record); },
      [&](const program::ActionStep& action) { return IsIsolatedAction(automation, action); },
      [](const auto&) { return false; });
}

}  // namespace lsq::lower
