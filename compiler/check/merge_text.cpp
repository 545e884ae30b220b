// SPDX-License-Identifier: Apache-2.0
// Texts with merges in them: what each hole prints, and how it is escaped where it stands (C-MM-5, C-MM-14, C-MM-15).
#include "compiler/check/expr_internal.h"
#include "compiler/check/merge.h"
#include "compiler/text/text.h"

namespace lsq::check {

using program::Op;
using types::Kind;

namespace {

bool IsPrintable(Type type) {
  switch (type.kind) {
    case Kind::Record:
    case Kind::Handle:
    case Kind::Reply:
    case Kind::Shape:
    case Kind::List:
      return false;
    case Kind::Text:
      return static_cast<types::TextKind>(type.arg) != types::TextKind::Secret;
    default:
      return true;
  }
}

ExprId PrintUtc(Context& context, ExprId now, Location at) {
  const ExprId pattern = MakeConstant(context, std::string("yyyy-MM-dd HH:mm:ss"), types::kText, at);
  const ExprId zone = MakeConstant(context, std::string("UTC"), types::Text(types::TextKind::Zone), at);
  return Make(context, Op::Call, types::kText, at, {now, pattern, zone}, program::NativeCall{"datetime.format_in"});
}

// A hole's value as text; still to be escaped.
struct Hole {
  ExprId text;
  ExprId fallback;  // Text, printed where the value is missing; invalid when there is none
  Type value;       // what was printed
};
std::optional<Hole> PrintHole(Context& context, syntax::ExprId id, const TextTarget& target) {
  const Location at = context.At(id);
  const auto* node = std::get_if<syntax::MergeExpr>(&context.tree[id].node);
  if (node == nullptr) return std::nullopt;  // an ErrorExpr
  const auto merged = ResolveMerge(context, id, *node);
  if (!merged) return std::nullopt;
  const Type type = TypeOf(context, merged->value);
  if (!IsPrintable(type)) {
    context.sink.Report(kind::MergeNotPrintable, at, {TypeWords(context, type)});
    return std::nullopt;
  }
  ExprId text = merged->value;
  if (IsUtcClock(context, *node)) {
    text = PrintUtc(context, text, at);
  } else if (!type.Is(Kind::Text)) {
    text = Make(context, Op::TextOf, {Kind::Text, type.optional, 0}, at, {text}, target.sink);
  }
  if (!type.optional) return Hole{text, {}, type};
  if (!merged->fallback) {
    context.sink.Report(kind::MergeNoDefault, at, {std::string(context.Source(id))})
        .Primary(MaybeEmptyLabel(context, merged->value, id));
    return Hole{text, {}, type};
  }
  if (target.mail) ReportEmoji(context, merged->fallback_at, *merged->fallback);
  const ExprId fallback = MakeConstant(context, *merged->fallback, types::kText, merged->fallback_at);
  return Hole{text, fallback, type};
}

// Numbers, and truth values of JSON, are already in the form that the medium wants.
bool IsBare(Type type, markup::Escaper escaper, const TextTarget& target) {
  const bool json = escaper == markup::Escaper::JsonValue;
  if (type.Is(Kind::Number)) return json || escaper == markup::Escaper::CsvCell;
  return type.Is(Kind::Bool) && json && target.sink == program::Sink::Json;
}

bool IsBareText(const std::string& text) {
  return number::Parse(text).ok() || text == "true" || text == "false" || text == "null";
}

ExprId Escaped(Context& context, ExprId text, markup::Escaper escaper) {
  if (escaper == markup::Escaper::None) return text;
  return Make(context, Op::Escape, TypeOf(context, text), context.scope[text].at, {text}, escaper);
}

ExprId OrElse(Context& context, ExprId text, ExprId fallback) {
  return Make(context, Op::Coalesce, types::kText, context.scope[text].at, {text, fallback});
}

// The hole as its place wants it. A JSON value that is missing is `null`, for nothing at all would break the document.
ExprId Escape(Context& context, const Hole& hole, markup::Escaper escaper, const TextTarget& target) {
  const bool optional = TypeOf(context, hole.text).optional;
  const bool json = escaper == markup::Escaper::JsonValue;
  if (IsBare(hole.value, escaper, target)) {
    if (hole.fallback.valid()) {
      const program::Constant constant = std::get<program::Constant>(context.scope[hole.fallback].payload);
      const bool bare = IsBareText(std::get<std::string>(constant));
      return OrElse(context, hole.text, bare ? hole.fallback : Escaped(context, hole.fallback, escaper));
    }
    if (!json || !optional) return hole.text;
  } else if (hole.fallback.valid()) {
    return Escaped(context, OrElse(context, hole.text, hole.fallback), escaper);
  } else if (!json || !optional) {
    return Escaped(context, hole.text, escaper);
  }
  const ExprId text = IsBare(hole.value, escaper, target) ? hole.text : Escaped(context, hole.text, escaper);
  return OrElse(context, text, MakeConstant(context, std::string("null"), types::kText, context.scope[text].at));
}

// One text being read, part by part.
class TextReader {
 public:
  TextReader(Context& context, const TextTarget& target) : context_(context), target_(target), medium_(target.medium) {}

  void Literal(const syntax::TextPart& part) {
    if (target_.mail) ReportEmoji(context_, context_.At(part.span), part.literal);
    if (const auto problem = medium_.Feed(part.literal); problem && !refused_) {
      Refuse(kind::TemplateText, ProblemAt(part, problem->offset), problem->refusal);
    }
    parts_.push_back(MakeConstant(context_, part.literal, types::kText, context_.At(part.span)));
  }

  void Value(const std::optional<Hole>& hole, Location at) {
    const markup::Decision decision = medium_.Hole();
    if (const auto* refusal = std::get_if<markup::Refusal>(&decision)) {
      if (!refused_) Refuse(kind::TemplateHole, at, *refusal);
      return;
    }
    if (!hole) {
      poisoned_ = true;
      return;
    }
    parts_.push_back(Escape(context_, *hole, std::get<markup::Escaper>(decision), target_));
  }

  ExprId Finish(Location at) {
    if (const auto refusal = medium_.Finish(); refusal && !refused_) Refuse(kind::TemplateEnd, at, *refusal);
    if (poisoned_) return Poison(context_, at);
    if (parts_.empty()) return MakeConstant(context_, std::string(), types::kText, at);
    const bool constant = parts_.size() == 1 && context_.scope[parts_[0]].op == Op::Const;
    return constant ? parts_[0] : Make(context_, Op::Join, types::kText, at, std::move(parts_));
  }

 private:
  void Refuse(const diagnostics::Kind& code, Location at, const markup::Refusal& refusal) {
    refused_ = poisoned_ = true;
    context_.sink.Report(code, at, {target_.what.empty() ? "this text" : target_.what, std::string(refusal.where)})
        .Note(std::string(refusal.why));
  }

  // The byte where a literal goes wrong; of one with escapes, the whole part, since offsets there are not the source's.
  Location ProblemAt(const syntax::TextPart& part, size_t offset) const {
    if (part.literal.size() != part.span.size()) return context_.At(part.span);
    const uint32_t begin = part.span.begin + static_cast<uint32_t>(offset);
    return context_.At({begin, std::min(begin + 1, part.span.end)});
  }

  Context& context_;
  const TextTarget& target_;
  markup::Context medium_;
  std::vector<ExprId> parts_;
  bool refused_ = false;  // said once; the rest would follow from it
  bool poisoned_ = false;
};

// Only merges: for a text that is one merge and nothing else.
const syntax::MergeExpr* OnlyMerge(const Context& context, const syntax::TextExpr& node) {
  if (node.parts.size() != 1 || !node.parts[0].hole.valid()) return nullptr;
  return std::get_if<syntax::MergeExpr>(&context.tree[node.parts[0].hole].node);
}

ExprId ReadText(Context& context, syntax::ExprId id, const syntax::TextExpr& text, const TextTarget& target) {
  TextReader reader(context, target);
  for (const syntax::TextPart& part : text.parts) {
    if (part.hole.valid()) {
      reader.Value(PrintHole(context, part.hole, target), context.At(part.hole));
    } else {
      reader.Literal(part);
    }
  }
  return reader.Finish(context.At(id));
}

// A text that is nothing but a value, escaped for its medium. `type` is what was printed.
ExprId AsHole(Context& context, ExprId text, Type type, const TextTarget& target) {
  if (TypeOf(context, text).IsError()) return text;
  const Location at = context.scope[text].at;
  TextReader reader(context, target);
  reader.Value(Hole{text, {}, type}, at);
  return reader.Finish(at);
}

}  // namespace

ExprId CheckText(Context& context, syntax::ExprId id, const TextTarget& target) {
  const auto* text = std::get_if<syntax::TextExpr>(&context.tree[Unwrap(context.tree, id)].node);
  if (text != nullptr) return ReadText(context, id, *text, target);
  Expected wanted = Expected::Of(types::kText, target.what);
  wanted.sink = target.sink;
  wanted.mail = target.mail;
  return AsHole(context, CheckExpr(context, id, wanted), types::kText, target);
}

ExprId CheckPrinted(Context& context, syntax::ExprId id, const TextTarget& target) {
  const auto* text = std::get_if<syntax::TextExpr>(&context.tree[Unwrap(context.tree, id)].node);
  if (text != nullptr) return ReadText(context, id, *text, target);
  const ExprId value = CheckNode(context, id, Expected{.sink = target.sink, .mail = target.mail});
  const Type type = TypeOf(context, value);
  if (type.IsError() || type.Is(Kind::Text)) return AsHole(context, value, type, target);
  if (!IsPrintable(type)) {
    context.sink.Report(kind::MergeNotPrintable, context.At(id), {TypeWords(context, type)});
    return Poison(context, context.At(id));
  }
  const Type printed{Kind::Text, type.optional, 0};
  return AsHole(context, Make(context, Op::TextOf, printed, context.At(id), {value}, target.sink), type, target);
}

ExprId CheckTextValue(Context& context, syntax::ExprId id, const syntax::TextExpr& node, const Expected& hint) {
  const bool typed = !hint.type.IsError() && !hint.type.Is(Kind::Text);
  const syntax::MergeExpr* merge = OnlyMerge(context, node);
  if (typed && merge != nullptr) return CheckMerge(context, node.parts[0].hole, *merge, hint);
  return CheckText(context, id, TextTarget{.sink = hint.sink, .mail = hint.mail});
}

}  // namespace lsq::check
