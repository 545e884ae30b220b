// SPDX-License-Identifier: Apache-2.0
#include "runtime/match/header.h"

#include "compiler/number/decimal.h"
#include "runtime/link/load_record.h"
#include "runtime/vm/vm.h"

namespace lsq::match {

using value::Value;

Value ConstantOf(const link::LoadedProgram& program, ir::FunctionId function) {
  if (!function.valid()) return {};
  value::Arena arena;
  const vm::Evaluation evaluation = vm::Evaluate(program, function, {}, arena);
  if (!evaluation.ok()) return {};
  return link::ToValue(program, link::CellTypeOf(program.module().functions[function].result), evaluation.cell);
}

Value ArgumentOf(const link::LoadedProgram& program, const std::vector<ir::Argument>& arguments,
                 std::string_view param) {
  for (const ir::Argument& argument : arguments) {
    if (argument.param == param) return ConstantOf(program, argument.value);
  }
  return {};
}

namespace {

template <typename T>
std::optional<T> As(const Value& value) {
  const T* content = value.As<T>();
  return content ? std::optional<T>(*content) : std::nullopt;
}

std::optional<int64_t> Whole(const Value& value) {
  const auto* number = value.As<number::Decimal>();
  return number ? number::ToInt64(*number) : std::nullopt;
}

}  // namespace

Header ReadHeader(const link::LoadedProgram& program, const ir::Automation& automation) {
  Header header;
  for (const ir::Policy& policy : automation.policies) {
    const auto argument = [&](std::string_view param) { return ArgumentOf(program, policy.arguments, param); };
    const auto flag = [&](std::string_view name) { return !argument(name).missing(); };
    if (policy.native == "priority") {
      header.priority = Whole(argument("order")).value_or(header.priority);
    } else if (policy.native == "once_per") {
      header.once = true;
      header.once_in = As<time::Duration>(argument("period"));
    } else if (policy.native == "one_at_a_time") {
      header.concurrency = flag("queue")     ? Concurrency::Queue
                           : flag("restart") ? Concurrency::Restart
                                             : Concurrency::Skip;
    } else if (policy.native == "at_most_runs") {
      header.most_runs = Whole(argument("count"));
      header.most_runs_period = As<std::string>(argument("period")).value_or("day");
    } else if (policy.native == "starts_on") {
      header.starts_on = As<time::Date>(argument("date"));
    } else if (policy.native == "ends_on") {
      header.ends_on = As<time::Date>(argument("date"));
      header.ends_hard = flag("hard");
    } else if (policy.native == "settle") {
      header.settle = As<time::Duration>(argument("period"));
    } else if (policy.native == "limit") {
      header.limit = Whole(argument("count"));
    } else if (policy.native == "catch_up") {
      header.catch_up = As<time::Duration>(argument("period"));
    } else if (policy.native == "no_overlap") {
      header.no_overlap = true;
    } else if (policy.native == "timezone") {
      header.timezone = As<std::string>(argument("zone")).value_or("");
    }
  }
  return header;
}

}  // namespace lsq::match
