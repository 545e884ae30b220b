// SPDX-License-Identifier: Apache-2.0
#include "compiler/format/statements.h"

#include <algorithm>

#include "compiler/base/match.h"
#include "compiler/format/expressions.h"
#include "compiler/format/format.h"
#include "compiler/format/table.h"

namespace lsq::format {

namespace {

using namespace syntax;

// Writes the statements of one declaration. A statement adds its pieces to a line; where a block opens, the line is
// written and a new one begun with the closing brace.
class Printer {
 public:
  Printer(const SourceText& source, Comments& comments) : source_(source), comments_(comments) {}

  // Writes a whole statement with the comment behind it. `limit`: where the comments of the enclosing block end.
  void Statement(StmtId id, size_t indent, const Table& table, uint32_t limit) {
    const Stmt& stmt = source_.tree[id];
    Line line(comments_);
    if (const Row* row = std::get_if<Row>(&stmt.node)) {
      table.AddRow(source_, *row, line);
    } else if (!InOneLine(id, indent, line)) {
      Add(id, Gap::None, indent, line);
    }
    Write(line, indent, End(stmt.span), limit);
  }

  std::string Take() { return std::move(out_); }

 private:
  uint32_t Begin(Span span) const { return source_.offset + span.begin; }
  uint32_t End(Span span) const { return source_.offset + span.end; }

  // Writes `line` with one comment behind it: the first before `end` that found no place between its pieces, else the
  // one behind `end`. Further ones are left for what comes next.
  void Write(Line& line, size_t indent, uint32_t end, uint32_t limit) {
    out_ += line.Render(indent);
    const PlacedComment* comment = comments_.NextBefore(end);
    if (comment == nullptr) comment = comments_.NextInLine(end, limit);
    if (comment != nullptr) {
      out_.append("  ").append(comment->text);
      comments_.Take();
    }
    out_ += "\n";
    line = Line(comments_);
  }

  // ---- Statements in one line ----

  // What a person wrote in one line, blocks and all, stays in one line while it fits.
  bool InOneLine(StmtId id, size_t indent, Line& line) {
    const Stmt& stmt = source_.tree[id];
    const Span span{Begin(stmt.span), End(stmt.span)};
    if (!HasBlock(stmt) || comments_.AnyIn(span) || !BlocksAreOneLine(id)) return false;
    Line attempt(comments_);
    one_line_ = true;
    Add(id, Gap::None, indent, attempt);
    one_line_ = false;
    if (attempt.Width() > kLineWidth - std::min(indent, kLineWidth)) return false;
    line = attempt;
    return true;
  }

  static bool HasBlock(const Stmt& stmt) {
    return Match(
        stmt.node, [](const Card& card) { return card.block.valid() || card.else_block.valid(); },
        [](const Entry& entry) { return entry.block.valid(); }, [](const If&) { return true; },
        [](const auto&) { return false; });
  }

  bool BlocksAreOneLine(StmtId id) const {
    const auto one_line = [&](BlockId block) { return !block.valid() || IsOneLine(source_.tree[block]); };
    return Match(
        source_.tree[id].node, [&](const Card& card) { return one_line(card.block) && one_line(card.else_block); },
        [&](const Entry& entry) { return one_line(entry.block); },
        [&](const If& node) {
          return one_line(node.else_block) &&
                 std::all_of(node.arms.begin(), node.arms.end(), [&](const IfArm& arm) { return one_line(arm.block); });
        },
        [](const auto&) { return true; });
  }

  // Rows are never put behind one another.
  bool IsOneLine(const Block& block) const {
    const auto is_row = [&](StmtId id) { return std::holds_alternative<Row>(source_.tree[id].node); };
    return comments_.LineEnds({Begin(block.span), End(block.span)}) == 0 &&
           std::none_of(block.statements.begin(), block.statements.end(), is_row);
  }

  // ---- Pieces of statements ----

  // Adds the statement to `line`, writing it wherever one of its blocks begins.
  void Add(StmtId id, Gap gap, size_t indent, Line& line) {
    const Stmt& stmt = source_.tree[id];
    Match(
        stmt.node, [&](const Card& card) { AddCard(card, gap, indent, line); },
        [&](const If& node) { AddIf(node, stmt, gap, indent, line); },
        [&](const Let& let) {
          line.Add(gap, "let", Begin(stmt.span));
          line.Add(Gap::Blank, NameText(source_, let.name) + " be", Begin(let.name.span));
          AddExpr(source_, let.value, Gap::Blank, line);
        },
        [&](const Set& set) {
          line.Add(gap, "set", Begin(stmt.span));
          AddExpr(source_, set.target, Gap::Blank, line);
          line.Add(Gap::Blank, "to");
          AddExpr(source_, set.value, Gap::Blank, line);
        },
        [&](const Entry& entry) { AddEntry(entry, gap, indent, line); },
        [&](const auto&) { LSQ_CHECK(false, "rows are added by their table, errors are not formatted"); });
  }

  void AddInit(ExprId init, Line& line) {
    if (!init.valid()) return;
    line.Add(Gap::Blank, "=");
    AddExpr(source_, init, Gap::Blank, line);
  }

  void AddCard(const Card& card, Gap gap, size_t indent, Line& line) {
    AddItems(source_, card.items, gap, line);
    AddClauses(source_, card.clauses, line);
    AddInit(card.init, line);
    if (card.block.valid()) AddBlock(card.block, indent, line);
    if (card.else_block.valid()) AddElse(card.else_block, indent, line);
  }

  void AddIf(const If& node, const Stmt& stmt, Gap gap, size_t indent, Line& line) {
    for (size_t i = 0; i < node.arms.size(); ++i) {
      if (i == 0) {
        line.Add(gap, "if", Begin(stmt.span));
      } else {
        AddElseWord("else if", source_.tree[node.arms[i].condition].span, line);
      }
      AddExpr(source_, node.arms[i].condition, Gap::Blank, line);
      AddBlock(node.arms[i].block, indent, line);
    }
    if (node.else_block.valid()) AddElse(node.else_block, indent, line);
  }

  void AddEntry(const Entry& entry, Gap gap, size_t indent, Line& line) {
    line.Add(gap, MemberText(source_, entry.name) + (entry.items.empty() ? "" : ":"), Begin(entry.name.span));
    AddItems(source_, entry.items, Gap::Blank, line);
    AddInit(entry.init, line);
    AddClauses(source_, entry.clauses, line);
    if (entry.block.valid()) AddBlock(entry.block, indent, line);
  }

  // The comments before `else` go to the end of its line, unless `next`, which follows it, has some that must not
  // overtake them: then the line ends there.
  void AddElseWord(const char* word, Span next, Line& line) {
    const bool overtaken = comments_.AnyIn({Begin(next), End(next)});
    if (!overtaken) line.TakeNoComments();
    line.Add(Gap::Blank, word, overtaken ? Begin(next) : 0);
  }

  void AddElse(BlockId id, size_t indent, Line& line) {
    const Block& block = source_.tree[id];
    if (block.braces) {
      line.Add(Gap::Blank, "else");
      AddBlock(id, indent, line);
    } else {
      AddElseWord("else", block.span, line);
      for (const StmtId statement : block.statements) Add(statement, Gap::Blank, indent, line);
    }
  }

  // ---- Blocks ----

  void AddBlock(BlockId id, size_t indent, Line& line) {
    const Block& block = source_.tree[id];
    const uint32_t closing = End(block.span) - 1;
    if (block.statements.empty() && !comments_.AnyIn({Begin(block.span), closing})) {
      line.Add(Gap::Blank, "{ }");
    } else if (one_line_) {
      AddOneLineBlock(block, indent, line);
    } else {
      line.Add(Gap::Blank, "{");
      Write(line, indent, Begin(block.span) + 1, closing);
      Statements(block, indent + kIndent);
      line.Add(Gap::None, "}");
    }
  }

  void AddOneLineBlock(const Block& block, size_t indent, Line& line) {
    line.Add(Gap::Blank, "{");
    for (size_t i = 0; i < block.statements.size(); ++i) {
      if (i > 0) line.Append(",");
      Add(block.statements[i], Gap::Blank, indent, line);
    }
    line.Add(Gap::Blank, "}");
  }

  void Statements(const Block& block, size_t indent) {
    const Table table(source_, block.statements);
    uint32_t previous = Begin(block.span) + 1;
    bool first = true;
    const auto separate = [&](uint32_t next) {
      if (!first && comments_.BlankLine({previous, next})) out_ += "\n";
      first = false;
    };
    const auto comments_before = [&](uint32_t offset) {
      const PlacedComment* comment = comments_.NextBefore(offset);
      if (comment == nullptr) return;
      separate(comment->span.begin);
      out_ += LeadingComments(comments_, offset, indent, previous);
    };
    for (const StmtId id : block.statements) {
      const Span span = source_.tree[id].span;
      comments_before(Begin(span));
      separate(Begin(span));
      Statement(id, indent, table, End(block.span));
      previous = comments_.EndOfTaken(End(span));
    }
    comments_before(End(block.span) - 1);
  }

  const SourceText& source_;
  Comments& comments_;
  std::string out_;
  bool one_line_ = false;  // blocks are being added to the line
};

}  // namespace

std::string DeclarationText(const SourceText& source, Comments& comments) {
  Printer printer(source, comments);
  printer.Statement(source.tree.root, 0, Table(source, {source.tree.root}), UINT32_MAX);
  return printer.Take();
}

std::string LeadingComments(Comments& comments, uint32_t offset, size_t indent, uint32_t& previous) {
  std::string out;
  while (const PlacedComment* comment = comments.NextBefore(offset)) {
    if (!out.empty() && comments.BlankLine({previous, comment->span.begin})) out += "\n";
    out.append(indent, ' ').append(comment->text).append("\n");
    previous = comment->span.end;
    comments.Take();
  }
  return out;
}

}  // namespace lsq::format
