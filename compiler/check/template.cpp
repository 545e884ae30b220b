// SPDX-License-Identifier: Apache-2.0
#include "compiler/check/template.h"

#include "compiler/check/declare_items.h"
#include "compiler/check/expr.h"
#include "compiler/text/text.h"

namespace lsq::check {

namespace {

constexpr std::string_view kHowTo =
    "a template is written `template email \"Welcome\" for Lead {`, then a line `subject \"…\"` and a line `body html "
    "\"\"\"`";

struct Head {
  std::string name;
  schema::EntityId entity;
  Location at;  // of the name
};

void ReportForm(Context& context, source::Span span) {
  context.sink.Report(kind::TemplateForm, context.At(span)).Note(std::string(kHowTo));
}

std::optional<Head> ReadHead(Context& context, const syntax::Card& card) {
  declare::ItemReader items(context.tree, card.items);
  items.Take({"template", "email"});
  Head head{.at = context.At(items.Here())};
  auto name = items.TakeText();
  if (!name || text::IsBlank(*name) || !items.Take({"for"})) {
    ReportForm(context, items.Here());
    return std::nullopt;
  }
  head.name = std::move(*name);
  const auto entity = items.TakeWord();
  if (!entity || !items.AtEnd() || !card.clauses.empty()) {
    ReportForm(context, items.Here());
    return std::nullopt;
  }
  const auto found = FindEntity(context, {entity->span, entity->word, false});
  if (!found) return std::nullopt;
  head.entity = *found;
  return head;
}

// One line of the block: `subject "…"`, `body html """…"""`, `body text """…"""`.
class Parts {
 public:
  Parts(Context& context, program::EmailTemplate& made) : context_(context), made_(made) {}

  void Read(syntax::StmtId id) {
    const syntax::Stmt& statement = context_.tree[id];
    if (std::holds_alternative<syntax::ErrorStmt>(statement.node)) return;
    const auto* card = std::get_if<syntax::Card>(&statement.node);
    if (card == nullptr || card->block.valid() || !card->clauses.empty()) return ReportForm(context_, statement.span);
    declare::ItemReader items(context_.tree, card->items);
    if (items.Take({"subject"})) {
      Fill(made_.subject, "subject", statement.span, items,
           {.medium = markup::Medium::Header, .mail = true, .what = "the subject"});
    } else if (items.Take({"body", "html"})) {
      made_.html = true;
      Fill(made_.body, "body", statement.span, items,
           {.medium = markup::Medium::Html, .mail = true, .what = "the body"});
    } else if (items.Take({"body", "text"})) {
      Fill(made_.body, "body", statement.span, items,
           {.medium = markup::Medium::Plain, .mail = true, .what = "the body"});
    } else if (items.Take({"footer"})) {
      context_.sink.Report(kind::NotSupportedYet, context_.At(statement.span), {"a footer of its own"})
          .Note("until then it stands at the end of the body");
    } else {
      ReportForm(context_, statement.span);
    }
  }

  // What is missing of a whole template.
  void Finish(const Head& head) {
    if (!made_.subject.valid()) context_.sink.Report(kind::TemplatePart, head.at, {head.name, "subject"});
    if (!made_.body.valid()) context_.sink.Report(kind::TemplatePart, head.at, {head.name, "body"});
  }

 private:
  void Fill(ExprId& part, const char* name, source::Span span, declare::ItemReader& items, const TextTarget& target) {
    if (part.valid()) {
      context_.sink.Report(kind::TemplatePartTwice, context_.At(span), {made_.name, name});
      return;
    }
    const declare::Item* item = items.Peek();
    if (item == nullptr || item->form == declare::Item::Form::Word) return ReportForm(context_, span);
    part = CheckText(context_, item->expr, target);
    items.Skip();
    if (!items.AtEnd()) ReportForm(context_, items.Here());
  }

  Context& context_;
  program::EmailTemplate& made_;
};

}  // namespace

bool IsTemplate(const syntax::Tree& tree) {
  const auto* card = tree.root.valid() ? std::get_if<syntax::Card>(&tree[tree.root].node) : nullptr;
  if (card == nullptr) return false;
  declare::ItemReader items(tree, card->items);
  return items.Take({"template", "email"});
}

std::optional<program::EmailTemplate> CheckTemplate(const DeclarationUnit& unit, const ProjectContext& project) {
  program::EmailTemplate made;
  Context context{.catalog = project.catalog,
                  .library = project.library,
                  .files = project.files,
                  .sink = project.sink,
                  .tree = *unit.tree,
                  .file = unit.file,
                  .offset = unit.offset,
                  .scope = made.scope,
                  .functions = project.functions,
                  .lists = project.lists};
  const auto& card = std::get<syntax::Card>(context.tree[context.tree.root].node);
  const auto head = ReadHead(context, card);
  if (!head) return std::nullopt;
  made.name = head->name;
  made.at = head->at;
  made.entity = head->entity;
  made.subject_record = DeclareRecord(context, head->entity, head->at);
  context.place.subject = made.subject_record;
  Parts parts(context, made);
  if (card.block.valid()) {
    for (const syntax::StmtId id : context.tree[card.block].statements) parts.Read(id);
  }
  parts.Finish(*head);
  if (!made.subject.valid() || !made.body.valid()) return std::nullopt;
  return made;
}

}  // namespace lsq::check
