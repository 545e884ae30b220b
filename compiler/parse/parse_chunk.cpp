// SPDX-License-Identifier: Apache-2.0
#include "compiler/parse/parse_chunk.h"

#include <algorithm>

#include "compiler/parse/brackets.h"
#include "compiler/parse/builder.h"
#include "compiler/parse/classify.h"
#include "compiler/parse/explain.h"
#include "compiler/parse/report_issue.h"
#include "compiler/parse/scanner.h"
#include "compiler/parse/text_parts.h"

namespace lsq::parse {

namespace {

// Explains the parser's mistakes: the first of a line, and none where an earlier pass has said what is wrong.
class Explaining final : public MistakeListener {
 public:
  Explaining(std::string_view text, const std::vector<Symbol>& symbols, Reporter& report)
      : text_(text), symbols_(symbols), report_(report), known_(report.Places()) {
    std::sort(known_.begin(), known_.end());
  }
  void OnMistake(const Mistake& mistake) override {
    // Mistakes come in order, so no symbol is looked at twice.
    size_t head = mistake.symbol;
    while (head > last_ && !SeparatesLines(symbols_[head - 1].kind)) --head;
    const bool same_line = head == last_ && explained_;
    last_ = mistake.symbol;
    if (same_line || report_.gave_up() || (symbols_.size() == 1 && !known_.empty())) return;
    const uint32_t begin = symbols_[head].begin;
    const uint32_t end = std::max(symbols_[mistake.symbol].end, begin);
    const auto known = std::lower_bound(known_.begin(), known_.end(), begin);
    explained_ = true;
    if (known == known_.end() || *known > end) Explain(text_, symbols_, mistake, report_);
  }

 private:
  static bool SeparatesLines(SymbolKind kind) {
    return kind == SymbolKind::NEWLINE || kind == SymbolKind::LBRACE || kind == SymbolKind::RBRACE;
  }

  std::string_view text_;
  const std::vector<Symbol>& symbols_;
  Reporter& report_;
  size_t last_ = 0;
  bool explained_ = false;
  std::vector<uint32_t> known_;  // where something was reported before the parser ran
};

void CheckTokens(std::string_view text, const std::vector<Token>& tokens, Reporter& report) {
  for (const Token& token : tokens) {
    if (token.issue != Issue::None) ReportIssue(text, token, report);
    const bool any_character = token.text() || token.comment() || token.kind == TokenKind::Merge;
    if (any_character) CheckCharacters(text, token.span(), report);
    if (token.kind != TokenKind::Name || token.end - token.begin <= limits::kIdentifierBytes) continue;
    report.Report(kind::NameTooLong, token.span(),
                  {std::to_string(token.end - token.begin), std::to_string(limits::kIdentifierBytes)});
  }
}

// Rule 1 of the tree: a declaration is a card.
void CheckDeclaration(std::string_view text, const Symbols& symbols, const syntax::Tree& tree, Reporter& report) {
  const syntax::Stmt& root = tree[tree.root];
  const bool fits =
      std::holds_alternative<syntax::Card>(root.node) || std::holds_alternative<syntax::ErrorStmt>(root.node);
  if (fits || report.count() > 0) return;
  const Span head = symbols.all.front().span();
  report.Report(kind::NotADeclaration, head, {std::string(Slice(text, head))});
}

}  // namespace

ParsedChunk ParseChunk(std::string_view text, const std::vector<Token>& tokens, AntlrParser& parser) {
  Reporter report;
  CheckTokens(text, tokens, report);
  const std::vector<Token> balanced = BalanceBrackets(text, tokens, report);
  const Symbols symbols = Classify(text, balanced, Start::Declaration, report);
  Explaining explaining(text, symbols.all, report);
  const ConcreteTree concrete = parser.Parse(symbols.all, false, explaining);
  ParsedChunk result;
  result.tree = Builder(text, symbols, concrete, report).BuildDeclaration();
  CheckDeclaration(text, symbols, result.tree, report);
  result.tree.has_errors = report.count() > 0;
  result.diagnostics = report.Take();
  return result;
}

ParsedChunk TooLarge(std::string_view text, size_t limit) {
  Reporter report;
  report.Report(kind::DeclarationTooLarge, {0, 0}, {std::to_string(text.size()), std::to_string(limit)});
  ParsedChunk result;
  result.tree.root = result.tree.stmts.Add({{0, static_cast<uint32_t>(text.size())}, "", syntax::ErrorStmt{}});
  result.tree.has_errors = true;
  result.diagnostics = report.Take();
  return result;
}

ParsedExpr ParseLoneExpression(std::string_view text, AntlrParser& parser, Reporter& report) {
  const std::vector<Token> tokens = Scan(text);
  CheckTokens(text, tokens, report);
  const std::vector<Token> balanced = BalanceBrackets(text, tokens, report);
  const Symbols symbols = Classify(text, balanced, Start::Expression, report);
  Explaining explaining(text, symbols.all, report);
  const ConcreteTree concrete = parser.Parse(symbols.all, true, explaining);
  auto [tree, root] = Builder(text, symbols, concrete, report).BuildExpression();
  tree.has_errors = report.count() > 0;
  return {std::move(tree), root};
}

ParsedExpr ParseRawText(std::string_view text, Reporter& report) {
  ParsedExpr result;
  const Span all{0, static_cast<uint32_t>(text.size())};
  CheckCharacters(text, all, report);
  result.root = ReadText(text, all, TextForm::Raw, result.tree, report);
  result.tree.has_errors = report.count() > 0;
  return result;
}

}  // namespace lsq::parse
