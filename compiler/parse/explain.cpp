// SPDX-License-Identifier: Apache-2.0
#include "compiler/parse/explain.h"

#include <algorithm>
#include <string>

#include "compiler/parse/token.h"

namespace lsq::parse {

namespace {

bool IsInfix(SymbolKind kind) {
  switch (kind) {
    case SymbolKind::OR:
    case SymbolKind::AND:
    case SymbolKind::COMPARE:
    case SymbolKind::BETWEEN:
    case SymbolKind::BETWEEN_AND:
    case SymbolKind::CROSSES:
    case SymbolKind::FROM:
    case SymbolKind::TO_VALUE:
    case SymbolKind::DEFAULT:
    case SymbolKind::PLUS:
    case SymbolKind::MINUS:
    case SymbolKind::STAR:
    case SymbolKind::SLASH:
    case SymbolKind::PERCENT:
    case SymbolKind::THEN:
    case SymbolKind::OTHERWISE:
    case SymbolKind::EXISTS_WHERE:
    case SymbolKind::WHERE:
      return true;
    default:
      return false;
  }
}

bool IsPrefix(SymbolKind kind) {
  return kind == SymbolKind::NOT || kind == SymbolKind::NEGATE || kind == SymbolKind::LIST_OF ||
         kind == SymbolKind::CONDITION_IF || kind == SymbolKind::CELL_TEST;
}

bool IsOpening(SymbolKind kind) {
  return kind == SymbolKind::LPAREN || kind == SymbolKind::LBRACK || kind == SymbolKind::SHAPE_OPEN;
}

bool IsClosing(SymbolKind kind) {
  return kind == SymbolKind::RPAREN || kind == SymbolKind::RBRACK || kind == SymbolKind::SHAPE_CLOSE;
}

bool EndsStatement(SymbolKind kind) {
  return kind == SymbolKind::NEWLINE || kind == SymbolKind::RBRACE || kind == SymbolKind::End;
}

bool StartsOperand(SymbolKind kind) {
  return kind <= SymbolKind::SKIPPED ? kind != SymbolKind::LABEL && kind != SymbolKind::INTRODUCER
                                     : kind == SymbolKind::QUANTIFIER || kind == SymbolKind::ONE_OF || IsOpening(kind);
}

class Explainer {
 public:
  Explainer(std::string_view text, const std::vector<Symbol>& symbols, const Mistake& mistake, Reporter& report)
      : text_(text), symbols_(symbols), mistake_(mistake), report_(report), at_(mistake.symbol) {}

  void Run() {
    if (MissingBehindWord() || MissingBehindOperator() || MissingInList() || InStatementForm()) return;
    if (IsInfix(found().kind)) {
      report_.Report(kind::MissingLeftOperand, found().span(), {Text(found())});
    } else if (Previous() != nullptr && StartsOperand(found().kind) && !symbol_starts_line()) {
      report_.Report(kind::MissingOperator, found().span(), {Text(found())});
    } else {
      report_.Report(kind::Unexpected, SpanFound(), {TextFound()});
    }
  }

 private:
  const Symbol& found() const { return symbols_[at_]; }
  const Symbol* Previous() const {
    return at_ == 0 || symbols_[at_ - 1].kind == SymbolKind::NEWLINE ? nullptr : &symbols_[at_ - 1];
  }
  bool symbol_starts_line() const { return Previous() == nullptr; }
  std::string Text(const Symbol& symbol) const {
    return std::string(Slice(text_, {symbol.begin, std::min(symbol.end, symbol.begin + 40)}));
  }
  // The end of a statement is shown behind its last symbol.
  Span SpanFound() const {
    if (!EndsStatement(found().kind) || at_ == 0) return found().span();
    return {symbols_[at_ - 1].end, symbols_[at_ - 1].end};
  }
  std::string TextFound() const { return EndsStatement(found().kind) ? "end of the line" : Text(found()); }

  // The statement's first symbol: of the innermost block's line.
  const Symbol& Head() const {
    size_t i = at_;
    for (size_t depth = 0; i > 0; --i) {
      const SymbolKind kind = symbols_[i - 1].kind;
      if (kind == SymbolKind::RBRACE) ++depth;
      if (kind == SymbolKind::LBRACE && depth-- == 0) break;
      if (kind == SymbolKind::NEWLINE && depth == 0) break;
    }
    return symbols_[i];
  }

  // A word or sign that announces something.
  bool MissingBehindWord() {
    if (Previous() == nullptr || mistake_.leftover) return false;
    const Symbol& previous = *Previous();
    switch (previous.kind) {
      case SymbolKind::INTRODUCER:
      case SymbolKind::IF:
      case SymbolKind::ELSE_IF:
      case SymbolKind::EXISTS_WHERE:
      case SymbolKind::WHERE:
      case SymbolKind::CONDITION_IF:
        report_.Report(kind::MissingCondition, previous.span(), {Text(previous)});
        return true;
      case SymbolKind::DOT:
        report_.Report(kind::MissingMember, previous.span());
        return true;
      case SymbolKind::COLON:
      case SymbolKind::BE:
      case SymbolKind::TO:
      case SymbolKind::ASSIGN:
        return MissingValue(previous);
      case SymbolKind::ELSE:
        report_.Report(kind::MissingElseBody, previous.span());
        return true;
      default:
        return false;
    }
  }

  bool MissingValue(const Symbol& previous) {
    std::string what = Text(previous);
    if (previous.kind == SymbolKind::COLON && at_ >= 2) what = Text(symbols_[at_ - 2]) + ":";
    report_.Report(kind::MissingValue, previous.span(), {what});
    return true;
  }

  bool MissingBehindOperator() {
    if (Previous() == nullptr) return false;
    const Symbol& previous = *Previous();
    if (!IsInfix(previous.kind) && !IsPrefix(previous.kind)) return false;
    if (IsInfix(found().kind)) {
      report_.Report(kind::MissingBetween, found().span(), {Text(previous), Text(found())});
    } else {
      report_.Report(kind::MissingOperand, previous.span(), {Text(previous)});
    }
    return true;
  }

  bool MissingInList() {
    if (Previous() == nullptr) return found().kind == SymbolKind::COMMA && EmptyClause(found());
    const SymbolKind previous = Previous()->kind;
    const bool after_comma = previous == SymbolKind::COMMA;
    if (found().kind == SymbolKind::COMMA && !after_comma) return EmptyClause(found());
    if (!after_comma) return false;
    if (found().kind != SymbolKind::COMMA && !EndsStatement(found().kind) && !IsClosing(found().kind) &&
        found().kind != SymbolKind::LBRACE) {
      return false;
    }
    return EmptyClause(found().kind == SymbolKind::COMMA ? found() : *Previous());
  }
  bool EmptyClause(const Symbol& comma) {
    report_.Report(kind::EmptyClause, comma.span()).Fix("remove it", Reporter::Place(comma.span()), "");
    return true;
  }

  // What the forms with a fixed shape lack.
  bool InStatementForm() {
    const bool ended = EndsStatement(found().kind);
    switch (mistake_.rule) {
      case Rule::Let:
        return LetForm();
      case Rule::Set:
        return MissingWord(kind::MissingTo, "to");
      case Rule::If:
      case Rule::Block:
        if (mistake_.leftover || (Previous() != nullptr && Previous()->kind == SymbolKind::LBRACE)) break;
        return IfForm();
      case Rule::Row:
        report_.Report(kind::UnclosedRow, SpanFound())
            .Fix("close the cell", Reporter::Place({SpanFound().begin, SpanFound().begin}), ended ? " |" : "| ");
        return true;
      case Rule::Else:
        if (found().kind != SymbolKind::IF) break;
        report_.Report(kind::ElseIfOfCard, found().span());
        return true;
      default:
        break;
    }
    if (!mistake_.leftover || IsInfix(found().kind)) return false;
    const SymbolKind head = Head().kind;
    if (found().kind == SymbolKind::LBRACE && (head == SymbolKind::SET || head == SymbolKind::LET)) {
      report_.Report(kind::UnexpectedBlock, found().span(), {Text(Head())});
      return true;
    }
    if (head != SymbolKind::SET && head != SymbolKind::LET) return false;
    if (!StartsOperand(found().kind)) return false;
    report_.Report(kind::TwoStatements, found().span())
        .Fix("start a new line", Reporter::Place({symbols_[at_ - 1].end, found().begin}), "\n");
    return true;
  }

  bool LetForm() {
    const SymbolKind previous = Previous() == nullptr ? SymbolKind::NEWLINE : Previous()->kind;
    if (previous == SymbolKind::LET) {
      report_.Report(kind::MissingName, SpanFound());
    } else {
      MissingWord(kind::MissingBe, "be");
    }
    return true;
  }
  // Inserted where a value follows; without one, more than the word is missing.
  bool MissingWord(const diagnostics::Kind& kind, const std::string& word) {
    auto report = report_.Report(kind, SpanFound());
    const Span at{SpanFound().begin, SpanFound().begin};
    if (StartsOperand(found().kind)) report.Fix("insert `" + word + "`", Reporter::Place(at), word + " ");
    return true;
  }

  bool IfForm() {
    if (StartsOperand(found().kind) && HasBlockAhead()) return false;
    report_.Report(kind::MissingBlock, SpanFound()).Label(Reporter::Place(Head().span()), "of this `if`");
    return true;
  }
  bool HasBlockAhead() const {
    for (size_t i = at_; !EndsStatement(symbols_[i].kind); ++i) {
      if (symbols_[i].kind == SymbolKind::LBRACE) return true;
    }
    return false;
  }

  std::string_view text_;
  const std::vector<Symbol>& symbols_;
  const Mistake& mistake_;
  Reporter& report_;
  uint32_t at_;
};

}  // namespace

void Explain(std::string_view text, const std::vector<Symbol>& symbols, const Mistake& mistake, Reporter& report) {
  Explainer(text, symbols, mistake, report).Run();
}

}  // namespace lsq::parse
