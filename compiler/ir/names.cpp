// SPDX-License-Identifier: Apache-2.0
#include "compiler/ir/names.h"

namespace lsq::ir {
namespace {

constexpr OpInfo kOps[] = {
#define LSQ_IR_OP(name, text, operands, effect) {text, operands, Effect::effect},
#include "compiler/ir/ir_ops.def"
#undef LSQ_IR_OP
};
constexpr std::string_view kOpNames[] = {
#define LSQ_IR_OP(name, text, operands, effect) text,
#include "compiler/ir/ir_ops.def"
#undef LSQ_IR_OP
};
constexpr std::string_view kKinds[] = {"void",     "bool",   "number",  "text",   "date", "datetime", "time",
                                       "duration", "option", "options", "record", "list", "handle",   "reply"};
constexpr std::string_view kSinks[] = {"prose", "machine", "json"};
constexpr std::string_view kSpans[] = {"last", "this", "next"};
constexpr std::string_view kOtherwise[] = {"fail", "exit", "continue", "goto"};
constexpr std::string_view kTerminators[] = {"return", "jump", "branch"};
constexpr std::string_view kUnits[] = {"second", "minute",          "hour",          "day",         "week", "month",
                                       "year",   "business minute", "business hour", "business day"};
constexpr std::string_view kWeekdays[] = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
constexpr std::string_view kEscapers[] = {"none",       "html",        "html_url",   "url_whole", "url_component",
                                          "url_opaque", "json_string", "json_value", "csv_cell",  "header_text"};
static_assert(std::size(kEscapers) == markup::kEscaperCount);

}  // namespace

const OpInfo& InfoOf(Op op) {
  LSQ_CHECK(static_cast<int>(op) < kOpCount, "no such instruction");
  return kOps[static_cast<int>(op)];
}

std::span<const std::string_view> NamesOf(Op) {
  return kOpNames;
}
std::span<const std::string_view> NamesOf(Kind) {
  return kKinds;
}
std::span<const std::string_view> NamesOf(Sink) {
  return kSinks;
}
std::span<const std::string_view> NamesOf(WindowSpan) {
  return kSpans;
}
std::span<const std::string_view> NamesOf(Otherwise) {
  return kOtherwise;
}
std::span<const std::string_view> NamesOf(Terminator::Kind) {
  return kTerminators;
}
std::span<const std::string_view> NamesOf(time::Unit) {
  return kUnits;
}
std::span<const std::string_view> NamesOf(time::Weekday) {
  return kWeekdays;
}
std::span<const std::string_view> NamesOf(markup::Escaper) {
  return kEscapers;
}

}  // namespace lsq::ir
