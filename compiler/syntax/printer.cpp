// SPDX-License-Identifier: Apache-2.0
#include "compiler/syntax/printer.h"

#include "compiler/base/match.h"
#include "compiler/syntax/words.h"

namespace lsq::syntax {

namespace {

std::string Show(const Word& word) {
  return word.quoted ? Quote(word.text) : word.text;
}

class Printer {
 public:
  Printer(const Tree& tree, const PrintOptions& options) : tree_(tree), options_(options) {}

  void Node(NodeId node) {
    Match(node, [&](ExprId id) { Expression(id); }, [&](StmtId id) { Statement(id); }, [&](BlockId id) { Block(id); });
  }
  std::string Take() { return std::move(out_); }

 private:
  // One line; what `inner` prints is indented below it.
  template <typename F>
  void Line(const std::string& text, Span span, F inner) {
    out_.append(depth_ * 2, ' ');
    out_ += text;
    if (options_.spans) out_ += " @" + std::to_string(span.begin) + "-" + std::to_string(span.end);
    out_ += '\n';
    ++depth_;
    inner();
    --depth_;
  }
  void Line(const std::string& text, Span span) {
    Line(text, span, [] {});
  }

  void Expression(ExprId id) {
    if (!id.valid()) return;
    const Expr& expr = tree_[id];
    Line(Head(expr), expr.span, [&] { Inner(expr); });
  }

  static std::string Head(const Expr& expr) {
    return Match(
        expr.node, [](const ConstantExpr& e) { return "constant " + std::string(SpellingOf(e.value)); },
        [](const NameExpr& e) { return "name " + Show(e.word); },
        [](const NumberExpr& e) {
          return "number " + e.raw + (e.percent ? "%" : "") + (e.suffix.empty() ? "" : " suffix " + e.suffix);
        },
        [](const DurationExpr& e) { return "duration " + e.raw + " " + SpellingOf(e.unit); },
        [](const DateExpr& e) { return "date " + std::to_string(e.days); },
        [](const DateTimeExpr& e) { return "datetime " + std::to_string(e.days) + " " + std::to_string(e.seconds); },
        [](const TimeExpr& e) { return "time " + std::to_string(e.seconds); },
        [](const MergeExpr& e) {
          const std::string prefix = e.prefix.text.empty() ? "" : e.prefix.text + ":";
          return "merge " + prefix + e.field.text + (e.fallback ? " default " + Quote(*e.fallback) : "");
        },
        [](const TextExpr&) { return std::string("text"); }, [](const ListExpr&) { return std::string("list"); },
        [](const MemberExpr& e) { return "member " + Show(e.member); },
        [](const CallExpr& e) { return "call " + Show(e.callee); },
        [](const RefExpr& e) { return "ref " + Show(e.kind); }, [](const ParamsExpr&) { return std::string("params"); },
        [](const ShapeExpr&) { return std::string("shape"); }, [](const OneOfExpr&) { return std::string("one-of"); },
        [](const ListOfExpr&) { return std::string("list-of"); },
        [](const UnaryExpr& e) { return e.op == UnaryOp::Not ? std::string("not") : std::string("negate"); },
        [](const BinaryExpr& e) {
          return std::string("binary ") + std::string(SpellingOf(e.op)) + (e.exactly ? " exactly" : "");
        },
        [](const BetweenExpr& e) { return std::string(e.negated ? "not between" : "between"); },
        [](const ChangeExpr& e) { return "change " + std::string(SpellingOf(e.kind)); },
        [](const WindowExpr& e) {
          return "window " + std::string(SpellingOf(e.direction)) + " " +
                 (e.count.empty() ? SpellingOf(e.unit, true) : e.count + " " + SpellingOf(e.unit));
        },
        [](const ConditionalExpr&) { return std::string("conditional"); },
        [](const QuantifiedExpr& e) { return std::string(e.all ? "all-of" : "any-of"); },
        [](const FilteredExpr&) { return std::string("filtered"); },
        [](const ExistsExpr& e) { return "exists " + Show(e.entity) + (e.binding ? " as " + Show(*e.binding) : ""); },
        [](const CellTestExpr& e) { return "cell-test " + std::string(SpellingOf(e.op)); },
        [](const ParenExpr&) { return std::string("paren"); }, [](const ErrorExpr&) { return std::string("error"); });
  }

  void Inner(const Expr& expr) {
    if (const auto* text = std::get_if<TextExpr>(&expr.node)) {
      for (const TextPart& part : text->parts) {
        part.hole.valid() ? Expression(part.hole) : Line("literal " + Quote(part.literal), part.span);
      }
    } else if (const auto* call = std::get_if<CallExpr>(&expr.node)) {
      Arguments(call->arguments);
    } else if (const auto* params = std::get_if<ParamsExpr>(&expr.node)) {
      Arguments(params->params);
    } else if (const auto* shape = std::get_if<ShapeExpr>(&expr.node)) {
      Arguments(shape->fields);
    } else if (const auto* change = std::get_if<ChangeExpr>(&expr.node)) {
      Expression(change->operand);
      Named("from", change->from);
      Named("to", change->to);
    } else {
      Children(expr);
    }
  }
  void Children(const Expr& expr) {
    // Ids are indices, so the node is found by its place in the store.
    const ExprId id{static_cast<uint32_t>(&expr - &*tree_.exprs.begin())};
    ForEachChild(tree_, id, [&](NodeId child) { Node(child); });
  }
  void Arguments(const std::vector<Argument>& arguments) {
    for (const Argument& argument : arguments) {
      argument.name ? Named("argument " + Show(*argument.name), argument.value) : Expression(argument.value);
    }
  }
  void Named(const std::string& what, ExprId id) {
    if (id.valid()) Line(what, tree_[id].span, [&] { Expression(id); });
  }

  void Statement(StmtId id) {
    const Stmt& stmt = tree_[id];
    if (!stmt.doc.empty()) Line("doc " + Quote(stmt.doc), stmt.span);
    Match(
        stmt.node, [&](const Card& s) { Line("card", stmt.span, [&] { CardParts(s); }); },
        [&](const If& s) { Line("if", stmt.span, [&] { IfParts(s); }); },
        [&](const Let& s) { Line("let " + Show(s.name), stmt.span, [&] { Expression(s.value); }); },
        [&](const Set& s) { Line("set", stmt.span, [&] { Expression(s.target), Expression(s.value); }); },
        [&](const Entry& s) { Line("entry " + Show(s.name), stmt.span, [&] { EntryParts(s); }); },
        [&](const Row& s) { Line("row", stmt.span, [&] { Clauses("cell", s.cells); }); },
        [&](const ErrorStmt&) { Line("error", stmt.span); });
  }
  void CardParts(const Card& card) {
    for (const ExprId item : card.items) Expression(item);
    Clauses("clause", card.clauses);
    Named("init", card.init);
    Block(card.block);
    Else(card.else_block);
  }
  void IfParts(const If& s) {
    for (const IfArm& arm : s.arms) Line("arm", arm.span, [&] { Expression(arm.condition), Block(arm.block); });
    Else(s.else_block);
  }
  void EntryParts(const Entry& entry) {
    for (const ExprId item : entry.items) Expression(item);
    Named("init", entry.init);
    Clauses("clause", entry.clauses);
    Block(entry.block);
  }
  void Clauses(const std::string& what, const std::vector<Clause>& clauses) {
    for (const Clause& clause : clauses) {
      Line(what, clause.span, [&] {
        for (const ExprId item : clause.items) Expression(item);
      });
    }
  }
  void Block(BlockId id) {
    if (!id.valid()) return;
    const syntax::Block& block = tree_[id];
    Line(block.braces ? "block" : "single", block.span, [&] {
      for (const StmtId stmt : block.statements) Statement(stmt);
    });
  }
  void Else(BlockId id) {
    if (id.valid()) Line("else", tree_[id].span, [&] { Block(id); });
  }

  const Tree& tree_;
  const PrintOptions& options_;
  size_t depth_ = 0;
  std::string out_;
};

}  // namespace

std::string Print(const Tree& tree, NodeId node, const PrintOptions& options) {
  Printer printer(tree, options);
  printer.Node(node);
  return printer.Take();
}

std::string Print(const Tree& tree, const PrintOptions& options) {
  std::string out = tree.root.valid() ? Print(tree, tree.root, options) : "";
  if (!options.comments) return out;
  for (const Comment& comment : tree.comments) {
    out += "comment @" + std::to_string(comment.span.begin) + "-" + std::to_string(comment.span.end);
    out += comment.own_line ? " own line\n" : "\n";
  }
  return out;
}

std::string Print(const FileTree& file, const PrintOptions& options) {
  std::string out;
  for (const Declaration& declaration : file.declarations) {
    if (options.spans) out += "declaration @" + std::to_string(declaration.offset) + "\n";
    out += Print(*declaration.tree, options);
  }
  return out;
}

std::string Quote(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '\n') {
      out += "\\n";
    } else if (c == '\r') {
      out += "\\r";
    } else if (c == '\t') {
      out += "\\t";
    } else if (byte < 0x20 || byte == 0x7F) {
      constexpr std::string_view kDigits = "0123456789ABCDEF";
      out.append("\\u{").append({kDigits[byte >> 4], kDigits[byte & 15], '}'});
    } else {
      if (c == '"' || c == '\\') out += '\\';
      out += c;
    }
  }
  return out + '"';
}

}  // namespace lsq::syntax
