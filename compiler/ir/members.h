// SPDX-License-Identifier: Apache-2.0
// The members of every structure of IR, once, for the writer and the reader of serialise.cpp: Members(v, x) calls
// v("name", x.member) for each. Private to this folder.
#pragma once

#include <array>
#include <string_view>
#include <type_traits>

#include "compiler/ir/ir.h"

namespace lsq::ir {

// T or const T.
template <typename X, typename T>
concept Like = std::is_same_v<std::remove_const_t<X>, T>;

void Members(auto& v, Like<Type> auto& x) {
  v("kind", x.kind);
  v("scale", x.scale);
  v("element", x.element);
  v("option_set", x.option_set);
  v("entity", x.entity);
}
void Members(auto& v, Like<EntityImport> auto& x) {
  v("name", x.name);
  v("id", x.stable_id);
  v("key", x.key);
}
void Members(auto& v, Like<FieldImport> auto& x) {
  v("entity", x.entity);
  v("name", x.name);
  v("id", x.stable_id);
  v("type", x.type);
  v("mandatory", x.mandatory);
  v("relation_entity", x.relation_entity);
  v("via", x.via);
}
void Members(auto& v, Like<OptionSetImport> auto& x) {
  v("name", x.name);
  v("values", x.values);
  v("ids", x.stable_ids);
}
void Members(auto& v, Like<NativeImport> auto& x) {
  v("name", x.name);
  v("revision", x.revision);
  v("params", x.params);
  v("result", x.result);
}
void Members(auto& v, Like<OptionConstant> auto& x) {
  v("set", x.set);
  v("index", x.index);
}
void Members(auto& v, Like<Window> auto& x) {
  v("span", x.span);
  v("count", x.count);
  v("unit", x.unit);
}
void Members(auto& v, Like<time::Date> auto& x) {
  v("days", x.days);
}
void Members(auto& v, Like<time::Instant> auto& x) {
  v("micros", x.micros);
}
void Members(auto& v, Like<time::TimeOfDay> auto& x) {
  v("seconds", x.seconds);
}
void Members(auto& v, Like<time::LocalDateTime> auto& x) {
  v("date", x.date);
  v("time", x.time);
}
void Members(auto& v, Like<time::Duration> auto& x) {
  v("seconds", x.seconds);
  v("months", x.months);
  v("days", x.days);
  v("business_days", x.business_days);
  v("business_minutes", x.business_minutes);
}
void Members(auto& v, Like<Origin> auto& x) {
  v("file", x.file);
  v("begin", x.begin);
  v("end", x.end);
}
void Members(auto& v, Like<Inst> auto& x) {
  v("op", x.op);
  v("type", x.type);
  v("args", x.args);
  v("imm", x.imm);
  v("at", x.origin);
}
void Members(auto& v, Like<Terminator> auto& x) {
  v("kind", x.kind);
  v("value", x.value);
  v("target", x.target);
  v("otherwise", x.otherwise);
}
void Members(auto& v, Like<Block> auto& x) {
  v("insts", x.insts);
  v("end", x.end);
  v("predecessors", x.predecessors);
}
void Members(auto& v, Like<Function> auto& x) {
  v("name", x.name);
  v("params", x.params);
  v("result", x.result);
  v("insts", x.insts);
  v("blocks", x.blocks);
}
void Members(auto& v, Like<Local> auto& x) {
  v("name", x.name);
  v("type", x.type);
}
void Members(auto& v, Like<Assignment> auto& x) {
  v("field", x.field);
  v("value", x.value);
}
void Members(auto& v, Like<Argument> auto& x) {
  v("param", x.param);
  v("value", x.value);
  v("candidate", x.candidate);
}
void Members(auto& v, Like<Handler> auto& x) {
  v("name", x.name);
  v("entry", x.entry);
}
void Members(auto& v, Like<ActionStep> auto& x) {
  v("native", x.native);
  v("arguments", x.arguments);
  v("assignments", x.assignments);
  v("entity", x.entity);
  v("result", x.result);
  v("handlers", x.handlers);
}
void Members(auto& v, Like<BranchStep::Arm> auto& x) {
  v("condition", x.condition);
  v("target", x.target);
}
void Members(auto& v, Like<BranchStep> auto& x) {
  v("arms", x.arms);
  v("otherwise", x.otherwise);
}
void Members(auto& v, Like<FindStep::Key> auto& x) {
  v("field", x.field);
  v("value", x.value);
}
void Members(auto& v, Like<FindStep> auto& x) {
  v("entity", x.entity);
  v("match", x.match);
  v("where", x.where);
  v("keys", x.keys);
  v("then", x.then);
  v("otherwise", x.otherwise);
}
void Members(auto& v, Like<WaitStep::ForDuration> auto& x) {
  v("duration", x.duration);
  v("weekday", x.weekday);
  v("at", x.at);
}
void Members(auto& v, Like<WaitStep::UntilInstant> auto& x) {
  v("instant", x.instant);
  v("local", x.local);
  v("if_empty", x.if_empty);
  v("if_past", x.if_past);
  v("watched", x.watched);
}
void Members(auto& v, Like<WaitStep::Event> auto& x) {
  v("name", x.name);
  v("handle", x.handle);
  v("activity_type", x.activity_type);
  v("candidate", x.candidate);
  v("where", x.where);
}
void Members(auto& v, Like<WaitStep::UntilEvents> auto& x) {
  v("all", x.all);
  v("events", x.events);
}
void Members(auto& v, Like<WaitStep::UntilCondition> auto& x) {
  v("condition", x.condition);
  v("watched", x.watched);
}
void Members(auto& v, Like<WaitStep> auto& x) {
  v("until", x.until);
  v("zone", x.zone);
  v("default_zone", x.default_zone);
  v("at_most", x.at_most);
  v("then", x.then);
  v("on_time_out", x.on_time_out);
  v("time_out", x.time_out);
}
void Members(auto& v, Like<SetStep> auto& x) {
  v("record", x.record);
  v("entity", x.entity);
  v("assignments", x.assignments);
}
void Members(auto& v, Like<LetStep> auto& x) {
  v("local", x.local);
  v("value", x.value);
}
void Members(auto& v, Like<ExitStep> auto& x) {
  v("reason", x.reason);
}
void Members(auto& v, Like<Step> auto& x) {
  v("label", x.label);
  v("at", x.origin);
  v("next", x.next);
  v("ends_segment", x.ends_segment);
  v("node", x.node);
}
void Members(auto& v, Like<WatchedField> auto& x) {
  v("field", x.field);
  v("from", x.from);
  v("to", x.to);
  v("crossing", x.crossing);
}
void Members(auto& v, Like<Schedule> auto& x) {
  v("unit", x.unit);
  v("every", x.every);
  v("at", x.at);
  v("minute", x.minute);
  v("weekdays", x.weekdays);
  v("day_of_month", x.day_of_month);
  v("or_skip", x.or_skip);
}
void Members(auto& v, Like<Trigger> auto& x) {
  v("native", x.native);
  v("group", x.group);
  v("entity", x.entity);
  v("record_type", x.record_type);
  v("watched", x.watched);
  v("arguments", x.arguments);
  v("schedule", x.schedule);
  v("on_import", x.on_import);
  v("on_bulk", x.on_bulk);
}
void Members(auto& v, Like<Policy> auto& x) {
  v("native", x.native);
  v("arguments", x.arguments);
}
void Members(auto& v, Like<Automation> auto& x) {
  v("name", x.name);
  v("at", x.origin);
  v("locals", x.locals);
  v("subject", x.subject);
  v("triggers", x.triggers);
  v("when", x.when);
  v("exit_when", x.exit_when);
  v("policies", x.policies);
  v("steps", x.steps);
  v("entry", x.entry);
  v("handlers", x.handlers);
}
void Members(auto& v, Like<EmailTemplate> auto& x) {
  v("name", x.name);
  v("entity", x.entity);
  v("locals", x.locals);
  v("subject", x.subject);
  v("body", x.body);
  v("html", x.html);
}
void Members(auto& v, Like<Module> auto& x) {
  v("format", x.format);
  v("edition", x.edition);
  v("files", x.files);
  v("entities", x.entities);
  v("fields", x.fields);
  v("option_sets", x.option_sets);
  v("natives", x.natives);
  v("constants", x.constants);
  v("windows", x.windows);
  v("functions", x.functions);
  v("automations", x.automations);
  v("email_templates", x.email_templates);
  v("account_timezone", x.account_timezone);
}

// Names of a variant's alternatives, in order.
template <typename V>
inline constexpr int kTags = 0;
template <>
inline constexpr auto kTags<Constant> = std::to_array<std::string_view>(
    {"missing", "bool", "number", "text", "date", "instant", "local", "time", "duration", "option"});
template <>
inline constexpr auto kTags<decltype(Step::node)> =
    std::to_array<std::string_view>({"action", "branch", "find", "wait", "set", "let", "exit"});
template <>
inline constexpr auto kTags<decltype(WaitStep::until)> =
    std::to_array<std::string_view>({"duration", "instant", "events", "condition"});

}  // namespace lsq::ir
