// SPDX-License-Identifier: Apache-2.0
// What a merge names: prefixes by the library's table and by what is in scope, then a field of that record.
#include "compiler/check/merge.h"

#include <algorithm>

#include "compiler/check/expr_internal.h"
#include "compiler/schema/library.h"
#include "compiler/text/text.h"

namespace lsq::check {

using program::Op;
using schema::MergePrefixDecl;
using types::Kind;

namespace {

constexpr std::string_view kActivity = "Activity";
constexpr std::string_view kOwnerField = "Owner";
constexpr std::string_view kUtcNow = "UTC_Current_DateTime";

void ReportUnknownPrefix(Context& context, const syntax::Word& prefix) {
  const Location at = context.At(prefix.span);
  auto report = context.sink.Report(kind::MergePrefix, at, {prefix.text});
  std::vector<std::string_view> names = context.names.All();
  for (const MergePrefixDecl& each : context.library.merge_prefixes()) names.push_back(each.name);
  SuggestNearest(report, at, prefix.text, names);
}

std::string Listed(const std::vector<std::string>& words) {
  std::string list;
  for (const std::string& word : words) list += (list.empty() ? "" : ", ") + word;
  return list;
}

bool IsAllowedHere(const Context& context, const MergePrefixDecl& decl) {
  const auto& allowed = context.place.merge_prefixes;
  if (!allowed.empty() && std::find(allowed.begin(), allowed.end(), decl.name) == allowed.end()) return false;
  const auto& places = decl.places;
  if (!places.empty() && std::find(places.begin(), places.end(), context.place.place) == places.end()) return false;
  return context.place.trigger_group.empty() || decl.available.In(context.place.trigger_group);
}

// A prefix of the library that this place does not have.
void ReportUnavailable(Context& context, const syntax::Word& prefix, const MergePrefixDecl& decl) {
  const Location at = context.At(prefix.span);
  const auto& allowed = context.place.merge_prefixes;
  const bool in_place = allowed.empty() || std::find(allowed.begin(), allowed.end(), decl.name) != allowed.end();
  if (prefix.text == kActivity && in_place) {
    context.sink.Report(kind::MergeNoActivity, at)
        .Note("only a run that an activity started has one: `on new Activity \"Call\" on Lead`");
    return;
  }
  auto report = context.sink.Report(kind::MergePrefix, at, {prefix.text});
  if (!in_place) {
    report.Note("here one may merge " + Listed(allowed) + ", as far as they are in scope");
  } else if (!context.place.trigger_group.empty() && !decl.available.In(context.place.trigger_group)) {
    report.Note("it is available in automations on " + decl.available.ToString());
  } else if (!decl.places.empty()) {
    report.Note("it is available in a " + Listed(decl.places));
  } else if (decl.source == MergePrefixDecl::Source::Saved) {
    report.Note("no step before this one saves a reply: `post to webhook \"crm\" as reply`");
  } else {
    report.Note("no " + prefix.text + " is in scope here");
  }
}

// The record that the one the declaration is about leads to: its owner, its account.
std::optional<ExprId> Related(Context& context, std::string_view relation, Location at) {
  if (!context.place.subject.valid()) return std::nullopt;
  const Type subject = context.scope[context.place.subject].type;
  if (!subject.Is(Kind::Record)) return std::nullopt;
  const auto field = context.catalog.FindField(schema::EntityId{subject.arg}, relation);
  if (!field || !context.catalog.field(*field).type.Is(Kind::Record)) return std::nullopt;
  return MakeField(context, MakeLocal(context, context.place.subject, at), *field, at);
}

// The owner of the record, else the account's default sender (C-MM-18).
ExprId Sender(Context& context, Type user, Location at) {
  const Type type = user.Optional();
  const ExprId standard = Make(context, Op::Call, type, at, {}, program::NativeCall{"user.default_sender"});
  const auto owner = Related(context, kOwnerField, at);
  return owner ? Make(context, Op::Coalesce, type, at, {*owner, standard}) : standard;
}

std::optional<ExprId> RecordFor(Context& context, const MergePrefixDecl& decl, Location at) {
  switch (decl.source) {
    case MergePrefixDecl::Source::Owner:
      return Related(context, kOwnerField, at);
    case MergePrefixDecl::Source::Sender:
      return Sender(context, types::Record(decl.entity), at);
    default:
      break;
  }
  if (const auto local = context.names.Find(decl.name)) return MakeLocal(context, *local, at);
  return Related(context, decl.name, at);
}

// `@{DateTime:UTC_Current_DateTime,}`: the same instant (E-MM-9), which in a text is shown in UTC (MM-10).
std::optional<ExprId> Clock(Context& context, const MergePrefixDecl& decl, const syntax::Word& field, Location at) {
  if (!decl.entity.valid() || !FindField(context, decl.entity, field)) return std::nullopt;
  return Make(context, Op::Now, types::kDateTime, at, {});
}

// `@{Saved:reply.id,}`: the binding, then the path inside it.
std::optional<ExprId> Saved(Context& context, const MergePrefixDecl& decl, const syntax::MergeExpr& node, Location at) {
  const std::string& path = node.field.text;
  const size_t dot = path.find('.');
  const std::string binding = path.substr(0, dot);
  const auto local = context.names.Find(binding);
  if (!local || !context.scope[*local].type.Is(Kind::Reply)) {
    ReportUnavailable(context, node.prefix, decl);
    return std::nullopt;
  }
  const ExprId reply = MakeLocal(context, *local, at);
  if (dot == std::string::npos) return reply;
  return Make(context, Op::Member, types::kText.Optional(), at, {reply}, path.substr(dot + 1));
}

// `@{total}`, `@{reply.id}`: a name in scope and what is inside it.
std::optional<ExprId> Binding(Context& context, const syntax::MergeExpr& node, syntax::ExprId id) {
  const std::string& path = node.field.text;
  const size_t first_dot = path.find('.');
  const auto local = context.names.Find(path.substr(0, first_dot));
  if (!local) {
    if (context.names.incomplete()) return std::nullopt;
    const Location at = context.At(node.field.span);
    auto report = context.sink.Report(kind::UnknownName, at, {path.substr(0, first_dot)});
    SuggestNearest(report, at, path, context.names.All());
    return std::nullopt;
  }
  ExprId value = MakeLocal(context, *local, context.At(id));
  for (size_t dot = first_dot; dot != std::string::npos;) {
    const size_t next = path.find('.', dot + 1);
    const std::string part = path.substr(dot + 1, next == std::string::npos ? next : next - dot - 1);
    value = MemberOf(context, value, id, {node.field.span, part, false}, context.At(id));
    if (TypeOf(context, value).IsError()) return std::nullopt;
    dot = next;
  }
  return value;
}

std::optional<ExprId> ResolvePrefixed(Context& context, const syntax::MergeExpr& node, syntax::ExprId id) {
  const Location at = context.At(id);
  const MergePrefixDecl* decl = context.library.FindMergePrefix(node.prefix.text);
  std::optional<ExprId> record;
  if (decl != nullptr) {
    if (!IsAllowedHere(context, *decl)) {
      ReportUnavailable(context, node.prefix, *decl);
      return std::nullopt;
    }
    if (decl->source == MergePrefixDecl::Source::Clock) return Clock(context, *decl, node.field, at);
    if (decl->source == MergePrefixDecl::Source::Saved) return Saved(context, *decl, node, at);
    record = RecordFor(context, *decl, at);
  } else if (const auto local = context.names.Find(node.prefix.text)) {
    record = MakeLocal(context, *local, at);
  } else {
    ReportUnknownPrefix(context, node.prefix);
    return std::nullopt;
  }
  if (!record && decl->source == MergePrefixDecl::Source::Place) {  // forms and processes come with a later release
    context.sink.Report(kind::NotSupportedYet, context.At(node.prefix.span), {"merging from `" + decl->name + "`"});
    return std::nullopt;
  }
  if (!record) {
    ReportUnavailable(context, node.prefix, *decl);
    return std::nullopt;
  }
  const ExprId value = MemberOf(context, *record, id, node.field, at);
  if (TypeOf(context, value).IsError()) return std::nullopt;
  return value;
}

}  // namespace

std::optional<Merged> ResolveMerge(Context& context, syntax::ExprId id, const syntax::MergeExpr& node) {
  const auto value = node.prefix.text.empty() ? Binding(context, node, id) : ResolvePrefixed(context, node, id);
  if (!value) return std::nullopt;
  Merged merged{.value = *value, .fallback_at = context.At(node.fallback_span)};
  if (node.fallback && !node.fallback->empty()) {
    merged.fallback = node.fallback;
    return merged;
  }
  const program::Expr& expr = context.scope[*value];
  if (expr.op == Op::Field) {
    const schema::Field& field = context.catalog.field(std::get<schema::FieldId>(expr.payload));
    if (field.merge_default && !field.merge_default->empty()) {
      merged.fallback = field.merge_default;
      merged.fallback_at = context.At(id);
    }
  }
  return merged;
}

bool IsUtcClock(const Context& context, const syntax::MergeExpr& node) {
  const MergePrefixDecl* decl = context.library.FindMergePrefix(node.prefix.text);
  return decl != nullptr && decl->source == MergePrefixDecl::Source::Clock && node.field.text == kUtcNow;
}

}  // namespace lsq::check
