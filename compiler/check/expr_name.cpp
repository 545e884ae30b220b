// SPDX-License-Identifier: Apache-2.0
// Names: locals, enum members, fields and relations of records, parts of replies, and things people named in the CRM.
#include <algorithm>
#include <iterator>

#include "compiler/check/expr_internal.h"
#include "compiler/schema/library.h"
#include "compiler/text/text.h"

namespace lsq::check {

using types::Kind;

namespace {

constexpr uint32_t kNameKinds = static_cast<uint32_t>(types::NameKind::Form) + 1;

std::vector<std::string_view> OptionNames(const schema::OptionSet& set) {
  std::vector<std::string_view> names;
  for (const schema::Option& option : set.options) names.push_back(option.value);
  return names;
}

// A member of a declared enum, written bare where that enum is wanted: `Ticket.Severity is Urgent`.
std::optional<ExprId> EnumMember(Context& context, types::OptionSetId set, std::string_view name, Location at) {
  const auto& options = context.catalog.options(set).options;
  const auto found = std::find_if(options.begin(), options.end(), [&](const auto& o) { return o.value == name; });
  if (found == options.end()) return std::nullopt;
  const program::OptionValue value{set, static_cast<uint32_t>(found - options.begin())};
  return MakeConstant(context, value, types::Option(set), at);
}

ExprId ReportUnknownName(Context& context, syntax::ExprId id, const syntax::Word& word, const Expected& hint) {
  const Location at = context.At(id);
  if (context.names.incomplete()) return Poison(context, at);
  auto report = context.sink.Report(kind::UnknownName, at, {word.text});
  std::vector<std::string_view> candidates = context.names.All();
  const bool option = hint.type.Is(Kind::Option) || hint.type.Is(Kind::Options);
  if (option) {
    const auto set = types::OptionSetId{hint.type.arg};
    const auto index = context.catalog.FindOption(set, word.text);
    if (index) {
      const std::string quoted = Quoted(context.catalog.options(set).options[*index].value);
      report.Note("values that people named in the CRM are written in quotes").Fix("write " + quoted, at, quoted);
      return Poison(context, at);
    }
    for (const std::string_view name : OptionNames(context.catalog.options(set))) candidates.push_back(name);
  }
  if (hint.type.Is(Kind::Text)) {
    report.Note("text is written in quotes").Fix("write it as text", at, Quoted(word.text));
    return Poison(context, at);
  }
  SuggestNearest(report, at, word.text, candidates);
  return Poison(context, at);
}

std::vector<std::string_view> FieldNames(const Context& context, schema::EntityId entity) {
  std::vector<std::string_view> names;
  for (const schema::FieldId id : context.catalog.entity(entity).fields) {
    const schema::Field& field = context.catalog.field(id);
    names.push_back(field.name);
    names.insert(names.end(), field.aliases.begin(), field.aliases.end());
  }
  return names;
}

// Near names ignore the prefix of custom fields, so `City` and `mx_City` are equally near to `mx_Cty`: a name that was
// written with the prefix means one that has it.
void SuggestField(Sink::Builder& report, Location at, std::string_view name, std::vector<std::string_view> candidates) {
  constexpr std::string_view kCustom = "mx_";
  if (name.starts_with(kCustom)) {
    std::vector<std::string_view> custom;
    std::copy_if(candidates.begin(), candidates.end(), std::back_inserter(custom),
                 [&](std::string_view each) { return each.starts_with(kCustom); });
    if (text::Nearest(name, custom)) candidates = std::move(custom);
  }
  SuggestNearest(report, at, name, candidates);
}

// By the label people see (`City` for mx_City), which near names would miss when it was changed.
std::optional<schema::FieldId> FieldByLabel(const Context& context, schema::EntityId entity, std::string_view label) {
  for (const schema::FieldId id : context.catalog.entity(entity).fields) {
    if (text::EqualsFolded(context.catalog.field(id).label, label)) return id;
  }
  return std::nullopt;
}

// The part of a saved reply or of a shape; its path grows with every member.
ExprId PartOf(Context& context, ExprId object, Type type, const std::string& name, Location at) {
  const program::Expr& whole = context.scope[object];
  if (whole.op == program::Op::Member) {
    const std::string path = std::get<std::string>(whole.payload) + "." + name;
    return Make(context, program::Op::Member, type, at, {whole.args[0]}, path);
  }
  return Make(context, program::Op::Member, type, at, {object}, name);
}

ExprId ShapePart(Context& context, ExprId object, const syntax::Word& member, Location at) {
  const Type shape = TypeOf(context, object);
  std::vector<std::string_view> names;
  for (const types::ShapeMember& part : context.catalog.type_store().Members(shape.Required())) {
    if (part.name == member.text) {
      const Type type = shape.optional ? part.type.Optional() : part.type;
      return PartOf(context, object, type, member.text, at);
    }
    names.push_back(part.name);
  }
  auto report = context.sink.Report(kind::NoMember, context.At(member.span), {TypeWords(context, shape), member.text});
  SuggestNearest(report, context.At(member.span), member.text, names);
  return Poison(context, at);
}

// `Lead` in an automation on an activity that was posted on it.
std::optional<ExprId> RelatedRecord(Context& context, std::string_view name, Location at) {
  for (const schema::FieldId field : context.place.related) {
    const schema::EntityId entity{context.catalog.field(field).type.arg};
    if (context.catalog.FindEntity(name) != entity) continue;
    return MakeField(context, MakeLocal(context, context.place.subject, at), field, at);
  }
  return std::nullopt;
}

// `Severity.Urgent` of a declared enum; or an entity that no record stands for here.
std::optional<ExprId> QualifiedName(Context& context, syntax::ExprId id, const syntax::MemberExpr& node) {
  const auto* name = std::get_if<syntax::NameExpr>(&context.tree[node.object].node);
  if (name == nullptr || context.names.Find(name->word.text)) return std::nullopt;
  const Location at = context.At(id);
  if (const auto set = context.catalog.FindOptionSet(name->word.text)) {
    if (const auto member = EnumMember(context, *set, node.member.text, at)) return member;
    const Location where = context.At(node.member.span);
    const schema::OptionSet& options = context.catalog.options(*set);
    auto report =
        context.sink.Report(kind::UnknownDropdownValue, where, {node.member.text, OptionSetWords(context, *set)});
    SuggestNearest(report, where, node.member.text, OptionNames(options));
    return Poison(context, at);
  }
  if (!context.catalog.FindEntity(name->word.text)) return std::nullopt;
  if (RelatedRecord(context, name->word.text, at)) return std::nullopt;  // CheckName finds it
  auto report = context.sink.Report(kind::NoRecordHere, context.At(node.object), {name->word.text});
  report.Note("records in scope here: " + [&] {
    std::string list;
    for (const std::string_view each : context.names.All()) {
      if (!context.scope[*context.names.Find(each)].type.Is(Kind::Record)) continue;
      list += (list.empty() ? "" : ", ") + std::string(each);
    }
    return list.empty() ? std::string("none") : list;
  }());
  return Poison(context, at);
}

}  // namespace

ExprId CheckName(Context& context, syntax::ExprId id, const syntax::NameExpr& node, const Expected& hint) {
  const Location at = context.At(id);
  if (const auto local = context.names.Find(node.word.text)) return MakeLocal(context, *local, at);
  if (hint.type.Is(Kind::Option) || hint.type.Is(Kind::Options)) {
    const types::OptionSetId set{hint.type.arg};
    if (!context.catalog.options(set).name.empty()) {
      if (const auto member = EnumMember(context, set, node.word.text, at)) return *member;
    }
  }
  if (const auto related = RelatedRecord(context, node.word.text, at)) return *related;
  if (context.catalog.FindEntity(node.word.text)) {
    context.sink.Report(kind::NoRecordHere, at, {node.word.text});
    return Poison(context, at);
  }
  return ReportUnknownName(context, id, node.word, hint);
}

ExprId CheckMember(Context& context, syntax::ExprId id, const syntax::MemberExpr& node) {
  if (const auto qualified = QualifiedName(context, id, node)) return *qualified;
  const ExprId object = CheckNode(context, node.object, Expected::Anything());
  return MemberOf(context, object, node.object, node.member, context.At(id));
}

ExprId MemberOf(Context& context, ExprId object, syntax::ExprId source, const syntax::Word& member, Location at) {
  const Type type = TypeOf(context, object);
  switch (type.kind) {
    case Kind::Error:
      return Poison(context, at);
    case Kind::Record: {
      const auto field = FindField(context, schema::EntityId{type.arg}, member, RecordTypeOf(context, object));
      return field ? MakeField(context, object, *field, at) : Poison(context, at);
    }
    case Kind::Reply:
      return PartOf(context, object, types::kText.Optional(), member.text, at);
    case Kind::Shape:
      return ShapePart(context, object, member, at);
    default:
      break;
  }
  // The parts of a reply are replies themselves until they are used: `reply.customer.id`.
  if (context.scope[object].op == program::Op::Member && type.Is(Kind::Text)) {
    return PartOf(context, object, type, member.text, at);
  }
  auto report = context.sink.Report(kind::NoMember, context.At(member.span), {TypeWords(context, type), member.text});
  report.Label(context.At(source), ExprLabel(context, object, source));
  return Poison(context, at);
}

ExprId CheckRef(Context& context, syntax::ExprId id, const syntax::RefExpr& node) {
  for (uint32_t i = 0; i < kNameKinds; ++i) {
    const auto name_kind = static_cast<types::NameKind>(i);
    if (WordFor(name_kind) == node.kind.text) return CheckNamed(context, name_kind, node.name);
  }
  std::vector<std::string_view> words;
  for (uint32_t i = 0; i < kNameKinds; ++i) words.push_back(WordFor(static_cast<types::NameKind>(i)));
  const Location at = context.At(node.kind.span);
  auto report = context.sink.Report(kind::UnknownNameKind, at, {node.kind.text});
  SuggestNearest(report, at, node.kind.text, words);
  return Poison(context, context.At(id));
}

ExprId CheckNamed(Context& context, types::NameKind name_kind, syntax::ExprId text) {
  const Location at = context.At(text);
  const std::string* written = PlainText(context.tree, text);
  if (written == nullptr) {
    context.sink.Report(kind::NameNotFixed, at, {std::string(WordFor(name_kind))});
    return Poison(context, at);
  }
  const schema::Named* named = context.catalog.FindName(name_kind, *written);
  if (named != nullptr) return MakeConstant(context, named->name, types::Name(name_kind), at);
  if (!context.catalog.closed(name_kind)) return MakeConstant(context, *written, types::Name(name_kind), at);
  auto report = context.sink.Report(kind::UnknownNamed, at, {std::string(WordFor(name_kind)), *written});
  std::vector<std::string_view> names;
  for (const schema::Named& each : context.catalog.names(name_kind)) names.push_back(each.name);
  SuggestNearest(report, at, *written, names, "\"");
  if (name_kind == types::NameKind::EmailTemplate) {
    report.Note("one that the CRM has besides the project's own is declared: `email template \"" + *written + "\"`");
  }
  return Poison(context, at);
}

std::optional<schema::EntityId> FindEntity(Context& context, const syntax::Word& word) {
  if (const auto entity = context.catalog.FindEntity(word.text)) return entity;
  const Location at = context.At(word.span);
  auto report = context.sink.Report(kind::UnknownEntity, at, {word.text});
  const auto& standard = context.library.Heads(schema::DeclKind::Entity);
  std::vector<std::string_view> names(standard.begin(), standard.end());
  for (uint32_t i = 0; i < context.catalog.entity_count(); ++i) {
    const schema::Entity& entity = context.catalog.entity(schema::EntityId{i});
    names.push_back(entity.name);
    names.insert(names.end(), entity.aliases.begin(), entity.aliases.end());
  }
  SuggestNearest(report, at, word.text, names);
  return std::nullopt;
}

std::string_view RecordTypeOf(const Context& context, ExprId record) {
  const program::Expr& expr = context.scope[record];
  if (expr.op != program::Op::Local) return {};
  for (const auto& [local, type] : context.place.record_types) {
    if (local == std::get<LocalId>(expr.payload)) return type;
  }
  return {};
}

std::optional<schema::FieldId> FindField(Context& context, schema::EntityId entity, const syntax::Word& word,
                                         std::string_view record_type) {
  if (const auto field = context.catalog.FindField(entity, word.text, record_type)) return field;
  const Location at = context.At(word.span);
  const schema::Entity& described = context.catalog.entity(entity);
  if (const auto other = context.catalog.FindField(entity, word.text)) {
    const schema::Field& field = context.catalog.field(*other);
    const std::string typed = described.name + " of type \"" + std::string(record_type) + "\"";
    context.sink.Report(kind::UnknownField, at, {typed, word.text})
        .Label(field.declared, "a field of the type \"" + field.only_type + "\"");
    return std::nullopt;
  }
  auto report = context.sink.Report(kind::UnknownField, at, {described.name, word.text});
  if (const auto labelled = FieldByLabel(context, entity, word.text)) {
    const schema::Field& field = context.catalog.field(*labelled);
    report.Note("`" + field.label + "` is what people see; its name is `" + field.name + "`");
    report.Fix("use `" + field.name + "`", at, field.name);
    return std::nullopt;
  }
  SuggestField(report, at, word.text, FieldNames(context, entity));
  report.Note("a field that does not exist yet is added to the schema: `entity " + described.name + " { " + word.text +
              ": Text }`");
  return std::nullopt;
}

std::optional<EventTest> AsEventTest(const Context& context, syntax::ExprId id) {
  const syntax::ExprId inner = Unwrap(context.tree, id);
  const auto* test = std::get_if<syntax::BinaryExpr>(&context.tree[inner].node);
  if (test == nullptr || test->op != syntax::BinaryOp::Is) return std::nullopt;
  const auto* handle = std::get_if<syntax::NameExpr>(&context.tree[Unwrap(context.tree, test->left)].node);
  const auto* event = std::get_if<syntax::NameExpr>(&context.tree[Unwrap(context.tree, test->right)].node);
  if (handle == nullptr || event == nullptr) return std::nullopt;
  const auto local = context.names.Find(handle->word.text);
  if (!local || !context.scope[*local].type.Is(Kind::Handle)) return std::nullopt;
  return EventTest{*local, event->word};
}

}  // namespace lsq::check
